package dev.classify.time;

import dev.classify.taxonomy.ReportingFrequency;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The frequency of the dates of a sample.
final class SampleDates {

  /// With fewer dates, a gap may be missing data.
  static final int DATES_MIN = 3;

  private SampleDates() {}

  /// The frequency of different dates, oldest first, by the median gap in days, with the bounds of
  /// docs/scheme.md 5.
  static Optional<ReportingFrequency> frequency(List<LocalDate> dates) {
    if (dates.size() < DATES_MIN) {
      return Optional.empty();
    }
    long[] gaps = new long[dates.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = ChronoUnit.DAYS.between(dates.get(i), dates.get(i + 1));
    }
    Arrays.sort(gaps);
    double median = (gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2.0;
    return Optional.of(ofGap(median));
  }

  private static ReportingFrequency ofGap(double days) {
    if (days <= 3) {
      return ReportingFrequency.DAILY;
    }
    if (days <= 10) {
      return ReportingFrequency.WEEKLY;
    }
    if (days <= 45) {
      return ReportingFrequency.MONTHLY;
    }
    if (days <= 135) {
      return ReportingFrequency.QUARTERLY;
    }
    return days <= 550 ? ReportingFrequency.ANNUAL : ReportingFrequency.POINT_IN_TIME;
  }
}
