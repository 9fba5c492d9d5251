package dev.classify.rules;

import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.Token;
import java.util.List;
import java.util.Optional;

/// Words that say what stretch of time a number covers.
final class TimeWords {

  static final String FILE = "/dev/classify/rules/time-words.csv";

  /// What such a word says.
  enum Kind {
    MOMENT,
    AVERAGE
  }

  static final PhraseIndex<Kind> WORDS = read();

  private TimeWords() {}

  static boolean contain(Kind kind, List<Token> tokens) {
    return WORDS.find(tokens).stream().anyMatch(match -> match.value() == kind);
  }

  private static PhraseIndex<Kind> read() {
    PhraseIndex.Builder<Kind> words = PhraseIndex.builder();
    for (Row row : CsvTable.read(FILE, "term", "kind").unique("term").rows()) {
      words.add(row.text("term"), row.required("kind", TimeWords::kind));
    }
    return words.build();
  }

  private static Optional<Kind> kind(String text) {
    return Optional.ofNullable(
        switch (text) {
          case "moment" -> Kind.MOMENT;
          case "average" -> Kind.AVERAGE;
          default -> null;
        });
  }
}
