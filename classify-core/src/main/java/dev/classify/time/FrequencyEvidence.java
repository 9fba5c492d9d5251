package dev.classify.time;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.text.Tokenizer;
import dev.classify.time.FrequencyReading.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the evidence for a reporting frequency (docs/scheme.md 5).
public final class FrequencyEvidence {

  private final FrequencyWords words;

  public FrequencyEvidence(TimeTables tables) {
    words = tables.frequencyWords();
  }

  /// Dates first, then periodicity, words in the titles, and what is known about the data set;
  /// empty if none of them says anything.
  public List<FrequencyReading> of(Indicator indicator, FieldTokens tokens) {
    List<FrequencyReading> readings = new ArrayList<>();
    Optional<ReportingFrequency> said = words.periodicity(tokens.in(IndicatorField.PERIODICITY));
    SampleDates.frequency(indicator.dates())
        .ifPresent(
            dated -> {
              boolean agree = said.isEmpty() || said.get() == dated;
              readings.add(
                  new FrequencyReading(
                      dated,
                      Place.DATES,
                      "dates are " + dated.token() + (agree ? "" : ", against periodicity")));
            });
    add(readings, said, Place.PERIODICITY, "periodicity is ");
    title(readings, tokens, IndicatorField.NAME, Place.NAME);
    title(readings, tokens, IndicatorField.LONG_NAME, Place.LONG_NAME);
    add(
        readings,
        words.datasetTitle(tokens.in(IndicatorField.DATASET)),
        Place.DATASET_WORDS,
        "a title says ");
    add(
        readings,
        words.dataset(tokens.in(IndicatorField.DATASET)),
        Place.KNOWN_DATASET,
        "the data set is ");
    add(
        readings,
        words
            .year(tokens.in(IndicatorField.NAME))
            .or(() -> words.year(tokens.in(IndicatorField.LONG_NAME)))
            .or(() -> words.year(tokens.in(IndicatorField.DESCRIPTION))),
        Place.WORDS_OF_YEAR,
        "it names a moment or the average of the year, so ");
    add(
        readings,
        words
            .hint(tokens.in(IndicatorField.NAME))
            .or(() -> words.hint(tokens.in(IndicatorField.LONG_NAME))),
        Place.SEASON,
        "it is adjusted for the season, so at least ");
    return readings;
  }

  /// Whether the periodicity is given in words or codes that no table knows.
  public boolean periodicityUnread(Indicator indicator) {
    String periodicity = indicator.periodicity();
    return periodicity != null && words.periodicity(Tokenizer.tokens(periodicity)).isEmpty();
  }

  private void title(
      List<FrequencyReading> readings, FieldTokens tokens, IndicatorField field, Place place) {
    add(readings, words.title(tokens.in(field)), place, "a title says ");
  }

  private static void add(
      List<FrequencyReading> readings,
      Optional<ReportingFrequency> frequency,
      Place place,
      String said) {
    frequency.ifPresent(f -> readings.add(new FrequencyReading(f, place, said + f.token())));
  }
}
