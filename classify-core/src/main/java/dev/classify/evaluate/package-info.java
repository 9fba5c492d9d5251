/// Compares answers with labels and computes accuracy and calibration. Does no I/O.
@NullMarked
package dev.classify.evaluate;

import org.jspecify.annotations.NullMarked;
