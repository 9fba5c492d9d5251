package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.TermTable;
import dev.classify.text.TermTable.Row;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// A kind of evidence that is no term of terms.csv. What each weighs stands in evidence.csv.
enum Ground implements VocabularyTerm {
  UNIT_IN_UNITS(Source.UNITS),
  UNIT_IN_NAME(Source.NAME),
  UNIT_IN_LONG_NAME(Source.LONG_NAME),
  UNIT_IN_DESCRIPTION(Source.DESCRIPTION),
  UNIT_OF_NAME(Source.NAME),
  UNIT_OF_SCHEME(Source.SCHEME),
  UNIT_USUAL(Source.USAGE),
  UNIT_NOT_KNOWN(Source.NOTHING),

  SCALE_OF_UNIT(Source.SCHEME),
  SCALE_STATED(Source.UNITS),
  SCALE_FIELD(Source.SCALE),
  SCALE_NOT_STATED(Source.SCHEME),

  CURRENCY_OF_UNIT(Source.SCHEME),
  CURRENCY_CODE(Source.CURRENCY_CODE),
  CURRENCY_STATED(Source.UNITS),
  CURRENCY_USUAL(Source.USAGE),
  CURRENCY_NOT_STATED(Source.SCHEME),

  FREQUENCY_OF_DATES(Source.VALUES),
  FREQUENCY_STATED(Source.PERIODICITY),
  FREQUENCY_IN_NAME(Source.NAME),
  FREQUENCY_IN_LONG_NAME(Source.LONG_NAME),
  FREQUENCY_IN_DATASET(Source.DATASET),
  FREQUENCY_USUAL(Source.USAGE),
  FREQUENCY_OF_SEASON(Source.NAME),
  FREQUENCY_NOT_KNOWN(Source.NOTHING),

  ACCUMULATION_SHOWN(Source.VALUES),
  ACCUMULATION_STATED(Source.NAME),
  ACCUMULATION_REFUTED(Source.VALUES),
  ACCUMULATION_IMPOSSIBLE(Source.SCHEME),
  ACCUMULATION_ABSENT(Source.SCHEME),

  /// What every term that names a subject weighs, before its own points.
  TERM(Source.NAME),
  UNIT_OF_CHANGE(Source.UNITS),
  UNIT_ALONE_IS_CHANGE(Source.UNITS),
  UNIT_ALONE(Source.UNITS),
  PRICED_THING(Source.DESCRIPTION),
  NO_UNIT(Source.NOTHING),

  AGGREGATION_OF_ACCUMULATION(Source.SCHEME),
  AGGREGATION_OF_PART(Source.SCHEME),
  AVERAGE_STATED(Source.NAME),
  MOMENT_STATED(Source.NAME),

  ORIENTATION_OF_INFLATION(Source.SCHEME),
  ORIENTATION_OF_PRICES(Source.SCHEME),
  ORIENTATION_OF_TYPE(Source.SCHEME),
  ORIENTATION_NOT_KNOWN(Source.NOTHING);

  static final String FILE = "/dev/classify/rules/evidence.csv";

  private static final Map<Ground, Integer> WEIGHTS = read();

  private final Source source;

  Ground(Source source) {
    this.source = source;
  }

  /// Such as `unit-in-units`.
  @Override
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Source source() {
    return source;
  }

  int weight() {
    return WEIGHTS.getOrDefault(this, 0);
  }

  private static Map<Ground, Integer> read() {
    Map<Ground, Integer> weights = new EnumMap<>(Ground.class);
    TermTable table = TermTable.read(FILE, "ground", "weight").unique("ground");
    for (Row row : table.rows()) {
      Ground ground = row.required("ground", token -> VocabularyTerm.find(Ground.class, token));
      weights.put(ground, row.number("weight"));
    }
    for (Ground ground : values()) {
      table.require(weights.containsKey(ground), "a row for " + ground.token() + " is missing");
    }
    return weights;
  }
}
