/// One indicator: its input, its answer, why, and what was answered before.
@NullMarked
package dev.classify.web.indicator;

import org.jspecify.annotations.NullMarked;
