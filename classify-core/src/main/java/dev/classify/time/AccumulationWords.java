package dev.classify.time;

import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.text.CsvTable;
import dev.classify.text.FieldTokens;
import dev.classify.text.PhraseIndex;
import dev.classify.text.Token;
import java.util.List;
import java.util.Optional;

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

  static final PhraseIndex<Stated> IN_TITLES = words(false);
  private static final PhraseIndex<Stated> IN_DESCRIPTIONS = words(true);

  private AccumulationWords() {}

  static Stated of(FieldTokens tokens) {
    Stated inTitles =
        stronger(
            stated(IN_TITLES, tokens.in(IndicatorField.NAME)),
            stronger(
                stated(IN_TITLES, tokens.in(IndicatorField.LONG_NAME)),
                stated(IN_TITLES, tokens.in(IndicatorField.UNITS))));
    return stronger(inTitles, stated(IN_DESCRIPTIONS, tokens.in(IndicatorField.DESCRIPTION)));
  }

  private static Stated stated(PhraseIndex<Stated> words, List<Token> tokens) {
    Stated strongest = Stated.NOTHING;
    for (PhraseIndex.Match<Stated> match : words.find(tokens)) {
      strongest = stronger(strongest, match.value());
    }
    return strongest;
  }

  private static Stated stronger(Stated one, Stated other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static PhraseIndex<Stated> words(boolean description) {
    PhraseIndex.Builder<Stated> words = PhraseIndex.builder();
    for (CsvTable.Row row :
        CsvTable.read(FILE, "term", "pattern", "where").unique("term", "where").rows()) {
      boolean anywhere = row.oneOf("where", "title", "any").equals("any");
      if (!description || anywhere) {
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
