/// One series as its source describes it, and the check that makes one from raw text.
@NullMarked
package dev.classify.indicator;

import org.jspecify.annotations.NullMarked;
