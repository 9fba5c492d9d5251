package dev.classify.time;

import dev.classify.taxonomy.ReportingFrequency;

/// What one place says of how often a series appears.
///
/// @param evidence a phrase for the reasoning, such as `dates are monthly`
public record FrequencyReading(ReportingFrequency frequency, Place place, String evidence) {

  /// Where it is said, the strongest first.
  public enum Place {
    DATES,
    PERIODICITY,
    NAME,
    LONG_NAME,
    DATASET_WORDS,
    /// What is known of the data set, whatever its title says.
    KNOWN_DATASET,
    /// What is adjusted for the season appears within the year.
    SEASON
  }
}
