package dev.classify.rules;

import dev.classify.text.PhraseIndex;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Vocabulary;
import java.util.List;
import java.util.Map;

/// Words that say which period a number covers.
final class TimeWords {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/time-words.csv", "term", "kind");

  /// What a word says: a reading at a moment, an average, or an amount per day or hour.
  enum Kind {
    MOMENT,
    AVERAGE,
    PACE
  }

  private static final Vocabulary<Kind> KIND =
      Vocabulary.of(Map.of("moment", Kind.MOMENT, "average", Kind.AVERAGE, "pace", Kind.PACE));

  private final PhraseIndex<Kind> words;

  private TimeWords(PhraseIndex<Kind> words) {
    this.words = words;
  }

  static TimeWords read(TableSet tables) {
    return new TimeWords(tables.read(FORMAT).phrases(row -> row.required("kind", KIND)));
  }

  /// Whether a word of this kind is in a text.
  boolean contain(Kind kind, List<Token> tokens) {
    return words.find(tokens).stream().anyMatch(match -> match.value() == kind);
  }
}
