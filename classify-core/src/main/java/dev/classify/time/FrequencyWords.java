package dev.classify.time;

import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.CsvTable;
import dev.classify.text.PhraseIndex;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Words that say how often values appear.
final class FrequencyWords {

  static final TableFormat WORDS =
      TableFormat.of("/dev/classify/time/frequency-words.csv", "term", "frequency", "where")
          .uniqueBy("term", "where");
  static final TableFormat DATASETS =
      TableFormat.of("/dev/classify/time/datasets.csv", "term", "frequency");

  private static final Vocabulary<ReportingFrequency> FREQUENCY =
      Vocabulary.of(ReportingFrequency.class);

  private final PhraseIndex<ReportingFrequency> inPeriodicity;
  private final PhraseIndex<ReportingFrequency> inTitles;
  private final PhraseIndex<ReportingFrequency> inDatasetTitles;
  private final PhraseIndex<ReportingFrequency> hints;
  private final PhraseIndex<ReportingFrequency> ofYears;
  private final PhraseIndex<ReportingFrequency> ofDatasets;

  private FrequencyWords(CsvTable words, CsvTable datasets) {
    inPeriodicity = words(words, Set.of("periodicity", "dataset", "any"));
    inTitles = words(words, Set.of("any"));
    inDatasetTitles = words(words, Set.of("dataset", "any"));
    hints = words(words, Set.of("hint"));
    ofYears = words(words, Set.of("year"));
    ofDatasets = datasets.phrases(row -> row.required("frequency", FREQUENCY));
  }

  static FrequencyWords read(TableSet tables) {
    return new FrequencyWords(tables.read(WORDS), tables.read(DATASETS));
  }

  /// The first word of the periodicity field decides: `Weekly, Ending Friday` is weekly.
  Optional<ReportingFrequency> periodicity(List<Token> tokens) {
    return inPeriodicity.first(tokens);
  }

  Optional<ReportingFrequency> title(List<Token> tokens) {
    return inTitles.first(tokens);
  }

  /// The title of a data set may name its frequency by words that mean something else in the title
  /// of a series, such as `annual`.
  Optional<ReportingFrequency> datasetTitle(List<Token> tokens) {
    return inDatasetTitles.first(tokens);
  }

  /// `At end of year` and `annual average` are of years, if nothing else is known.
  Optional<ReportingFrequency> year(List<Token> tokens) {
    return ofYears.first(tokens);
  }

  /// The lowest frequency that a word allows, used if nothing else is known: seasonally adjusted
  /// series appear more often than once a year.
  Optional<ReportingFrequency> hint(List<Token> tokens) {
    return hints.first(tokens);
  }

  Optional<ReportingFrequency> dataset(List<Token> tokens) {
    return ofDatasets.first(tokens);
  }

  private static PhraseIndex<ReportingFrequency> words(CsvTable table, Set<String> places) {
    return table.phrases(
        row -> places.contains(row.oneOf("where", "periodicity", "dataset", "any", "hint", "year")),
        row -> row.required("frequency", FREQUENCY));
  }
}
