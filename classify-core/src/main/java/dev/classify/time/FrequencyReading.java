package dev.classify.time;

import dev.classify.taxonomy.ReportingFrequency;

/// How often a series appears, and how that is known.
///
/// @param evidence a phrase for the reasoning, such as `dates are monthly`
public record FrequencyReading(ReportingFrequency frequency, double confidence, String evidence) {}
