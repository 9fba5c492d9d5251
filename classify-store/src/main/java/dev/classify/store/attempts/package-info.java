/// Which attempts at a batch have begun and not ended.
@NullMarked
package dev.classify.store.attempts;

import org.jspecify.annotations.NullMarked;
