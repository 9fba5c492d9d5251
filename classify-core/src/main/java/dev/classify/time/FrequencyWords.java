package dev.classify.time;

import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable;
import dev.classify.text.PhraseIndex;
import dev.classify.text.Token;
import java.util.List;
import java.util.Optional;

/// Words that say how often values appear.
final class FrequencyWords {

  static final String WORDS = "/dev/classify/time/frequency-words.csv";
  static final String DATASETS = "/dev/classify/time/datasets.csv";

  private static final PhraseIndex<ReportingFrequency> IN_PERIODICITY = words("periodicity", "any");
  private static final PhraseIndex<ReportingFrequency> IN_TITLES = words("any");
  private static final PhraseIndex<ReportingFrequency> HINTS = words("hint");
  static final PhraseIndex<ReportingFrequency> OF_DATASETS = datasets();

  private FrequencyWords() {}

  /// The leading word of the periodicity field decides: `Weekly, Ending Friday` is weekly.
  static Optional<ReportingFrequency> periodicity(List<Token> tokens) {
    return IN_PERIODICITY.first(tokens);
  }

  static Optional<ReportingFrequency> title(List<Token> tokens) {
    return IN_TITLES.first(tokens);
  }

  /// The least that a word allows, where nothing else is known: what is adjusted for the season
  /// appears within the year.
  static Optional<ReportingFrequency> hint(List<Token> tokens) {
    return HINTS.first(tokens);
  }

  static Optional<ReportingFrequency> dataset(List<Token> tokens) {
    return OF_DATASETS.first(tokens);
  }

  private static PhraseIndex<ReportingFrequency> words(String... places) {
    List<String> wanted = List.of(places);
    PhraseIndex.Builder<ReportingFrequency> words = PhraseIndex.builder();
    for (CsvTable.Row row :
        CsvTable.read(WORDS, "term", "frequency", "where").unique("term", "where").rows()) {
      if (wanted.contains(row.oneOf("where", "periodicity", "any", "hint"))) {
        words.add(row.text("term"), frequency(row));
      }
    }
    return words.build();
  }

  private static PhraseIndex<ReportingFrequency> datasets() {
    PhraseIndex.Builder<ReportingFrequency> datasets = PhraseIndex.builder();
    for (CsvTable.Row row : CsvTable.read(DATASETS, "term", "frequency").unique("term").rows()) {
      datasets.add(row.text("term"), frequency(row));
    }
    return datasets.build();
  }

  private static ReportingFrequency frequency(CsvTable.Row row) {
    return row.required("frequency", token -> VocabularyTerm.find(ReportingFrequency.class, token));
  }
}
