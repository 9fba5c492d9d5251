/// Measures how good answers are, from answers and labels: pure, without input or output.
@NullMarked
package dev.classify.evaluate;

import org.jspecify.annotations.NullMarked;
