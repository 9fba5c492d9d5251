/// What dates, values and words say about time: how often a series appears (docs/scheme.md 5) and
/// whether
/// it accumulates (docs/scheme.md 7).
@NullMarked
package dev.classify.time;

import org.jspecify.annotations.NullMarked;
