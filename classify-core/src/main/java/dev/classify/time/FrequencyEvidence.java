package dev.classify.time;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the reporting frequency, the strongest evidence first (section 5).
public final class FrequencyEvidence {

  private FrequencyEvidence() {}

  /// Dates, then periodicity, then words in the titles, then what is known of the data set.
  public static FrequencyReading of(Indicator indicator) {
    Optional<ReportingFrequency> said = FrequencyWords.periodicity(tokens(indicator.periodicity()));
    Optional<ReportingFrequency> dated = SampleDates.frequency(indicator.sample());
    if (dated.isPresent()) {
      boolean agree = said.isEmpty() || said.equals(dated);
      String conflict = agree ? "" : ", against periodicity";
      return new FrequencyReading(
          dated.get(), agree ? 0.97 : 0.85, "dates are " + dated.get().token() + conflict);
    }
    return said.map(f -> new FrequencyReading(f, 0.95, "periodicity is " + f.token()))
        .or(() -> ofTitles(indicator))
        .or(() -> ofDataset(indicator))
        .orElse(
            new FrequencyReading(
                ReportingFrequency.POINT_IN_TIME, 0.4, "no evidence of a frequency"));
  }

  private static Optional<FrequencyReading> ofTitles(Indicator indicator) {
    return FrequencyWords.title(tokens(indicator.name()))
        .or(() -> FrequencyWords.title(tokens(indicator.longName())))
        .or(() -> FrequencyWords.title(tokens(indicator.dataset())))
        .map(f -> new FrequencyReading(f, 0.8, "a title says " + f.token()));
  }

  private static Optional<FrequencyReading> ofDataset(Indicator indicator) {
    return FrequencyWords.dataset(tokens(indicator.dataset()))
        .map(f -> new FrequencyReading(f, 0.75, "the data set is " + f.token()));
  }

  private static List<Token> tokens(@Nullable String text) {
    return text == null ? List.of() : Tokenizer.tokens(text);
  }
}
