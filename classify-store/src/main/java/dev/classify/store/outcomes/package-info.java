/// The outcomes of batches: what a worker stores, and which stored answers it need not ask for
/// again.
@NullMarked
package dev.classify.store.outcomes;

import org.jspecify.annotations.NullMarked;
