package dev.classify.time;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.text.Phrases;
import dev.classify.text.TermTable;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the text says about accumulation.
final class AccumulationWords {

  static final String FILE = "/dev/classify/time/cumulative-words.csv";

  /// The statement of a text.
  enum Stated {
    /// Within the calendar or fiscal year.
    YEAR_TO_DATE,
    /// From another start on.
    RUNNING_TOTAL,
    /// It accumulates, but the text leaves open from when.
    OPEN,
    NOTHING
  }

  /// The definition of a term can stand anywhere in a long text; more is not worth reading.
  private static final int DESCRIPTION_CHARACTERS_MAX = 2_000;

  private static final Phrases<Stated> IN_TITLES = words(false);
  private static final Phrases<Stated> IN_DESCRIPTIONS = words(true);

  private AccumulationWords() {}

  static Stated of(Indicator indicator) {
    Stated title =
        strongest(
            List.of(
                stated(IN_TITLES, indicator.name()),
                stated(IN_TITLES, indicator.longName()),
                stated(IN_TITLES, indicator.units())));
    Stated description = stated(IN_DESCRIPTIONS, indicator.description());
    return strongest(List.of(title, description));
  }

  private static Stated stated(Phrases<Stated> words, @Nullable String text) {
    if (text == null) {
      return Stated.NOTHING;
    }
    String start = text.substring(0, Math.min(text.length(), DESCRIPTION_CHARACTERS_MAX));
    List<Token> tokens = Tokenizer.tokens(start);
    return strongest(words.find(tokens).stream().map(Phrases.Match::value).toList());
  }

  private static Stated strongest(List<Stated> statements) {
    return statements.stream().min(Stated::compareTo).orElse(Stated.NOTHING);
  }

  private static Phrases<Stated> words(boolean description) {
    Phrases.Builder<Stated> words = Phrases.builder();
    for (TermTable.Row row : TermTable.read(FILE, "term", "pattern", "where").rows()) {
      if (!description || row.text("where").equals("any")) {
        words.add(row.text("term"), row.required("pattern", AccumulationWords::pattern));
      }
    }
    return words.build();
  }

  private static Optional<Stated> pattern(String text) {
    if (text.equals(CumulativePattern.YTD.token())) {
      return Optional.of(Stated.YEAR_TO_DATE);
    }
    if (text.equals(CumulativePattern.RUNNING_TOTAL.token())) {
      return Optional.of(Stated.RUNNING_TOTAL);
    }
    return text.equals("stated") ? Optional.of(Stated.OPEN) : Optional.empty();
  }
}
