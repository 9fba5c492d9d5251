package dev.classify.time;

import dev.classify.taxonomy.CumulativePattern;

/// Whether a series accumulates, and how we know.
///
/// @param shown whether the values add up and restart
/// @param stated whether the text mentions accumulation
/// @param conflict whether text and values disagree; the pattern is then the values'
/// @param evidence a phrase for the reasoning; empty if nothing suggests accumulation
public record AccumulationReading(
    CumulativePattern pattern, boolean shown, boolean stated, boolean conflict, String evidence) {

  /// Whether the series accumulates.
  public boolean accumulates() {
    return pattern == CumulativePattern.YTD || pattern == CumulativePattern.RUNNING_TOTAL;
  }
}
