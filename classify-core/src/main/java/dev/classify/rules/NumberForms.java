package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.units.Denominator;
import dev.classify.units.UnitReading;
import java.util.Optional;

/// The form of a number from its unit, and for percentages from the words around it.
final class NumberForms {

  static final String FILE = "/dev/classify/rules/wholes.csv";

  static final PhraseIndex<NumberForm> IN_UNITS = wholes("unit");
  private static final PhraseIndex<NumberForm> IN_TITLES = wholes("title");
  private static final PhraseIndex<NumberForm> DIVIDED = wholes("divided");

  private NumberForms() {}

  static NumberForm of(UnitReading reading, FieldWords words, boolean moving) {
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
          reading.denominator() == Denominator.TIME
              ? NumberForm.PHYSICAL_PER_TIME
              : divided(NumberForm.PHYSICAL, words);
      case RATE ->
          reading.denominator() == Denominator.MONEY ? NumberForm.RATE_PER_MONEY : NumberForm.RATE;
      case RATIO -> NumberForm.RATIO;
      case DURATION -> NumberForm.DURATION;
      case UNKNOWN -> NumberForm.UNKNOWN;
    };
  }

  /// A share or a base in the title turns the percentage of a flow from its growth into a quotient.
  ///
  /// Without values to look at, a bare percentage of an amount that appears once a year is rather
  /// a quotient than its growth.
  private static NumberForm ofPercentage(UnitReading reading, FieldWords words, boolean moving) {
    if (reading.change()) {
      return NumberForm.PERCENT_CHANGE;
    }
    Optional<NumberForm> said =
        IN_UNITS
            .first(words.units())
            .or(() -> IN_UNITS.first(words.name()))
            .or(() -> IN_TITLES.first(words.name()))
            .or(() -> IN_TITLES.first(words.longName()));
    return said.orElse(
        reading.denominator() == Denominator.WHOLE || !moving
            ? NumberForm.PERCENT_OF
            : NumberForm.PERCENT);
  }

  /// The usual form of a subject, in view of the title's other words.
  static NumberForm usual(NumberForm form, FieldWords words) {
    return switch (form) {
      case PERCENT, PERCENT_OF_TOTAL -> IN_TITLES.first(words.name()).orElse(form);
      case COUNT, PHYSICAL -> DIVIDED.first(words.units()).orElseGet(() -> divided(form, words));
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

  private static NumberForm divided(NumberForm form, FieldWords words) {
    return DIVIDED.first(words.name()).orElse(form);
  }

  private static PhraseIndex<NumberForm> wholes(String where) {
    PhraseIndex.Builder<NumberForm> wholes = PhraseIndex.builder();
    for (Row row : CsvTable.read(FILE, "term", "where", "form").unique("term", "where").rows()) {
      if (row.oneOf("where", "unit", "title", "divided").equals(where)) {
        wholes.add(
            row.text("term"),
            row.required("form", token -> VocabularyTerm.find(NumberForm.class, token)));
      }
    }
    return wholes.build();
  }
}
