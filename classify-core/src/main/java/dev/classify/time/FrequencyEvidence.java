package dev.classify.time;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import java.util.Optional;

/// Finds the reporting frequency, the strongest evidence first (section 5).
public final class FrequencyEvidence {

  private FrequencyEvidence() {}

  /// Dates, then periodicity, then words in the titles, then what is known of the data set.
  public static FrequencyReading of(Indicator indicator, FieldTokens tokens) {
    Optional<ReportingFrequency> said =
        FrequencyWords.periodicity(tokens.in(IndicatorField.PERIODICITY));
    Optional<ReportingFrequency> dated = SampleDates.frequency(indicator.sample());
    if (dated.isPresent()) {
      boolean agree = said.isEmpty() || said.equals(dated);
      String conflict = agree ? "" : ", against periodicity";
      return new FrequencyReading(
          dated.get(), agree ? 0.97 : 0.85, "dates are " + dated.get().token() + conflict);
    }
    return said.map(f -> new FrequencyReading(f, 0.95, "periodicity is " + f.token()))
        .or(() -> ofTitles(tokens))
        .or(() -> ofDataset(tokens))
        .or(() -> ofHint(tokens))
        .orElse(
            new FrequencyReading(
                ReportingFrequency.POINT_IN_TIME, 0.4, "no evidence of a frequency"));
  }

  private static Optional<FrequencyReading> ofTitles(FieldTokens tokens) {
    return FrequencyWords.title(tokens.in(IndicatorField.NAME))
        .or(() -> FrequencyWords.title(tokens.in(IndicatorField.LONG_NAME)))
        .or(() -> FrequencyWords.title(tokens.in(IndicatorField.DATASET)))
        .map(f -> new FrequencyReading(f, 0.8, "a title says " + f.token()));
  }

  private static Optional<FrequencyReading> ofHint(FieldTokens tokens) {
    return FrequencyWords.hint(tokens.in(IndicatorField.NAME))
        .or(() -> FrequencyWords.hint(tokens.in(IndicatorField.LONG_NAME)))
        .map(f -> new FrequencyReading(f, 0.5, "it is adjusted for the season"));
  }

  private static Optional<FrequencyReading> ofDataset(FieldTokens tokens) {
    return FrequencyWords.dataset(tokens.in(IndicatorField.DATASET))
        .map(f -> new FrequencyReading(f, 0.75, "the data set is " + f.token()));
  }
}
