/// What becomes of an indicator, and on whose word.
@NullMarked
package dev.classify.outcome;

import org.jspecify.annotations.NullMarked;
