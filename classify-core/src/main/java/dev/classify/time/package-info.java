/// What dates, values and words say about time: how often a series appears (section 5) and whether
/// it accumulates (section 7).
@NullMarked
package dev.classify.time;

import org.jspecify.annotations.NullMarked;
