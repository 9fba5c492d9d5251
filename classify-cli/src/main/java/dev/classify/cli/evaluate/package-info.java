/// Evaluates answers against labels: reads both and shows the scores.
@NullMarked
package dev.classify.cli.evaluate;

import org.jspecify.annotations.NullMarked;
