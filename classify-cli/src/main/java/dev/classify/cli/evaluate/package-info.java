/// Holds answers against labels: reads both, and shows what comes of it.
@NullMarked
package dev.classify.cli.evaluate;

import org.jspecify.annotations.NullMarked;
