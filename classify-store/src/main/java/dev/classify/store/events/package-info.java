/// The log of what was classified, corrected and asked, in one order.
@NullMarked
package dev.classify.store.events;

import org.jspecify.annotations.NullMarked;
