/// Which batch asks a model about which content, and which batches wait for the answer.
@NullMarked
package dev.classify.store.claims;

import org.jspecify.annotations.NullMarked;
