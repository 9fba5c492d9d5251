package dev.classify.time;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.time.AccumulationWords.Stated;
import java.time.LocalDate;
import java.util.List;

/// Decides from text and values whether a series accumulates (docs/scheme.md 7).
public final class AccumulationEvidence {

  /// Fewer values do not overrule the text.
  private static final int CLEAR_POINTS_MIN = 8;

  private static final int RUNNING_STEPS_MIN = 12;

  private final AccumulationWords words;

  public AccumulationEvidence(TimeTables tables) {
    words = tables.accumulationWords();
  }

  /// The pattern of an indicator that appears this often, before its type is known.
  public AccumulationReading of(
      Indicator indicator, FieldTokens tokens, ReportingFrequency frequency) {
    List<Observation> sample = indicator.sample();
    Stated stated = words.of(tokens);
    boolean withinYear =
        switch (frequency) {
          case DAILY, WEEKLY, MONTHLY, QUARTERLY -> true;
          case ANNUAL, POINT_IN_TIME -> false;
        };
    if (withinYear && YearToDatePattern.shownBy(sample)) {
      return new AccumulationReading(
          CumulativePattern.YTD,
          true,
          stated != Stated.NOTHING,
          false,
          "values add up inside a year and start again");
    }
    List<LocalDate> dates = indicator.dates();
    return switch (stated) {
      case NOTHING, WINDOW -> none(dates, false, false, "");
      case YEAR_TO_DATE ->
          withinYear ? fromText(CumulativePattern.YTD, indicator) : none(dates, true, false, "");
      case RUNNING_TOTAL -> fromText(CumulativePattern.RUNNING_TOTAL, indicator);
      case OPEN -> fromText(openPattern(sample, withinYear), indicator);
    };
  }

  private static AccumulationReading fromText(CumulativePattern pattern, Indicator indicator) {
    List<Observation> sample = indicator.sample();
    if (sample.size() >= CLEAR_POINTS_MIN && refuted(pattern, sample)) {
      return none(
          indicator.dates(),
          true,
          true,
          "text speaks of accumulation, but the values do not add up");
    }
    String evidence =
        pattern == CumulativePattern.YTD
            ? "text says year to date"
            : "text says accumulated since a start";
    return new AccumulationReading(pattern, false, true, false, evidence);
  }

  private static boolean refuted(CumulativePattern pattern, List<Observation> sample) {
    return switch (pattern) {
      case YTD -> YearToDatePattern.refutedBy(sample);
      case RUNNING_TOTAL -> falls(sample) && sample.stream().allMatch(o -> o.value() >= 0);
      case PERIODIC, UNKNOWN -> false;
    };
  }

  /// The text leaves the start open. Values that never fall do not restart within the year. Without
  /// values, a monthly `cumulative` starts with the year, an annual one at some start.
  private static CumulativePattern openPattern(List<Observation> sample, boolean withinYear) {
    boolean running = sample.size() > RUNNING_STEPS_MIN && !falls(sample);
    return running || !withinYear ? CumulativePattern.RUNNING_TOTAL : CumulativePattern.YTD;
  }

  private static boolean falls(List<Observation> sample) {
    for (int i = 1; i < sample.size(); i++) {
      if (sample.get(i).value() < sample.get(i - 1).value()) {
        return true;
      }
    }
    return false;
  }

  private static AccumulationReading none(
      List<LocalDate> dates, boolean stated, boolean conflict, String evidence) {
    CumulativePattern pattern =
        dates.size() >= SampleDates.DATES_MIN
            ? CumulativePattern.PERIODIC
            : CumulativePattern.UNKNOWN;
    return new AccumulationReading(pattern, false, stated, conflict, evidence);
  }
}
