/// Explains why an answer is as it is.
@NullMarked
package dev.classify.cli.explain;

import org.jspecify.annotations.NullMarked;
