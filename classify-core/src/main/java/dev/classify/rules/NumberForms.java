package dev.classify.rules;

import dev.classify.text.CsvTable;
import dev.classify.text.PhraseIndex;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import dev.classify.units.Denominator;
import dev.classify.units.UnitReading;
import java.util.Optional;

/// Finds the form of a number from its unit, and for percentages from the words around it.
final class NumberForms {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/wholes.csv", "term", "where", "form")
          .uniqueBy("term", "where");

  private static final Vocabulary<NumberForm> FORM = Vocabulary.of(NumberForm.class);

  private final PhraseIndex<NumberForm> inUnits;
  private final PhraseIndex<NumberForm> inTitles;
  private final PhraseIndex<NumberForm> divided;

  private NumberForms(CsvTable table) {
    inUnits = wholes(table, "unit");
    inTitles = wholes(table, "title");
    divided = wholes(table, "divided");
  }

  static NumberForms read(TableSet tables) {
    return new NumberForms(tables.read(FORMAT));
  }

  NumberForm of(UnitReading reading, FieldWords words, boolean moving) {
    return switch (reading.type()) {
      case PERCENTAGE -> ofPercentage(reading, words, moving);
      case CURRENCY_AMOUNT ->
          switch (reading.denominator()) {
            case ITEM -> NumberForm.MONEY_PER_ITEM;
            case MONEY -> NumberForm.MONEY_PER_MONEY;
            case NONE, TIME, PERSON, WHOLE -> NumberForm.MONEY;
          };
      case INDEX -> NumberForm.INDEX;
      case COUNT -> divided(NumberForm.COUNT, words);
      case PHYSICAL ->
          divided(
              reading.denominator() == Denominator.TIME
                  ? NumberForm.PHYSICAL_PER_TIME
                  : NumberForm.PHYSICAL,
              words);
      case RATE ->
          reading.denominator() == Denominator.MONEY ? NumberForm.RATE_PER_MONEY : NumberForm.RATE;
      case RATIO -> NumberForm.RATIO;
      case DURATION -> NumberForm.DURATION;
      case UNKNOWN -> NumberForm.UNKNOWN;
    };
  }

  /// A bare percentage of a flow is its growth; with a whole or a base in the title it is a
  /// quotient.
  ///
  /// So is the bare percentage of an amount that appears once a year, if there are no values to
  /// look at.
  private NumberForm ofPercentage(UnitReading reading, FieldWords words, boolean moving) {
    if (reading.change()) {
      return NumberForm.PERCENT_CHANGE;
    }
    Optional<NumberForm> said =
        inUnits
            .first(words.units())
            .or(() -> inUnits.first(words.name()))
            .or(() -> inTitles.first(words.name()))
            .or(() -> inTitles.first(words.longName()));
    return said.orElse(
        reading.denominator() == Denominator.WHOLE || !moving
            ? NumberForm.PERCENT_OF
            : NumberForm.PERCENT);
  }

  /// The usual form of a subject, adjusted by the other words of the title.
  NumberForm usual(NumberForm form, FieldWords words) {
    return switch (form) {
      case PERCENT, PERCENT_OF_TOTAL -> inTitles.first(words.name()).orElse(form);
      case COUNT, PHYSICAL -> divided.first(words.units()).orElseGet(() -> divided(form, words));
      case MONEY,
          MONEY_PER_ITEM,
          MONEY_PER_MONEY,
          PERCENT_OF,
          PERCENT_OF_PEOPLE,
          PERCENT_CHANGE,
          INDEX,
          PHYSICAL_PER_TIME,
          RATE,
          RATE_PER_MONEY,
          RATIO,
          DURATION,
          UNKNOWN,
          ANY ->
          form;
    };
  }

  private NumberForm divided(NumberForm form, FieldWords words) {
    return divided.first(words.name()).or(() -> divided.first(words.longName())).orElse(form);
  }

  private static PhraseIndex<NumberForm> wholes(CsvTable table, String where) {
    return table.phrases(
        row -> row.oneOf("where", "unit", "title", "divided").equals(where),
        row -> row.required("form", FORM));
  }
}
