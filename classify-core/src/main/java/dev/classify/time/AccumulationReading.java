package dev.classify.time;

import dev.classify.taxonomy.CumulativePattern;

/// Whether a series accumulates, and how that is known.
///
/// @param shown whether the values themselves add up and start again
/// @param stated whether the text speaks of accumulation
/// @param conflict whether text and values disagree; the pattern is then the values'
/// @param evidence a phrase for the reasoning, empty where nothing speaks of accumulation
public record AccumulationReading(
    CumulativePattern pattern, boolean shown, boolean stated, boolean conflict, String evidence) {

  /// Whether the pattern is one of accumulation.
  public boolean accumulates() {
    return pattern == CumulativePattern.YTD || pattern == CumulativePattern.RUNNING_TOTAL;
  }
}
