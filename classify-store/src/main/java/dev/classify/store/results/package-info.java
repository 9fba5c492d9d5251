/// The current answers and rejections, as commands read them.
@NullMarked
package dev.classify.store.results;

import org.jspecify.annotations.NullMarked;
