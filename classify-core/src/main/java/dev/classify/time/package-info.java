/// What dates, values and words say about time: how often a series appears ([FrequencyEvidence],
/// docs/scheme.md 5) and whether it accumulates ([AccumulationEvidence], docs/scheme.md 7).
@NullMarked
package dev.classify.time;

import org.jspecify.annotations.NullMarked;
