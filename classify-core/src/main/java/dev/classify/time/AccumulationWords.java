package dev.classify.time;

import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.text.CsvTable;
import dev.classify.text.FieldTokens;
import dev.classify.text.PhraseIndex;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Vocabulary;
import java.util.List;
import java.util.Map;

/// What the text says about accumulation.
final class AccumulationWords {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/time/cumulative-words.csv", "term", "pattern", "where")
          .uniqueBy("term", "where");

  /// The statement of a text.
  enum Stated {
    /// Within the calendar or fiscal year.
    YEAR_TO_DATE,
    /// Since another start.
    RUNNING_TOTAL,
    /// Over a moving window, such as the last twelve months: it does not accumulate.
    WINDOW,
    /// It accumulates, but the text does not say since when.
    OPEN,
    NOTHING
  }

  private static final Vocabulary<Stated> PATTERN =
      Vocabulary.of(
          Map.of(
              CumulativePattern.YTD.token(),
              Stated.YEAR_TO_DATE,
              CumulativePattern.RUNNING_TOTAL.token(),
              Stated.RUNNING_TOTAL,
              "window",
              Stated.WINDOW,
              "stated",
              Stated.OPEN));

  private final PhraseIndex<Stated> inTitles;
  private final PhraseIndex<Stated> inDescriptions;

  private AccumulationWords(CsvTable table) {
    inTitles = words(table, false);
    inDescriptions = words(table, true);
  }

  static AccumulationWords read(TableSet tables) {
    return new AccumulationWords(tables.read(FORMAT));
  }

  Stated of(FieldTokens tokens) {
    Stated inTitle =
        stronger(
            stated(inTitles, tokens.in(IndicatorField.NAME)),
            stronger(
                stated(inTitles, tokens.in(IndicatorField.LONG_NAME)),
                stated(inTitles, tokens.in(IndicatorField.UNITS))));
    return stronger(inTitle, stated(inDescriptions, tokens.in(IndicatorField.DESCRIPTION)));
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

  private static PhraseIndex<Stated> words(CsvTable table, boolean description) {
    return table.phrases(
        row -> row.oneOf("where", "title", "any").equals("any") || !description,
        row -> row.required("pattern", PATTERN));
  }
}
