/// The outcome for an indicator, and who decided each field.
@NullMarked
package dev.classify.outcome;

import org.jspecify.annotations.NullMarked;
