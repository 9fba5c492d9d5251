package dev.classify.time;

import dev.classify.taxonomy.ReportingFrequency;

/// What one source says about how often a series appears.
///
/// @param evidence a phrase for the reasoning, such as `dates are monthly`
public record FrequencyReading(ReportingFrequency frequency, Place place, String evidence) {

  /// The source, the strongest first.
  public enum Place {
    DATES,
    PERIODICITY,
    NAME,
    LONG_NAME,
    DATASET_WORDS,
    /// What is known about the data set, apart from its title.
    KNOWN_DATASET,
    /// A moment or an average of the year, such as `end of year`.
    WORDS_OF_YEAR,
    /// Seasonally adjusted series appear more often than once a year.
    SEASON
  }
}
