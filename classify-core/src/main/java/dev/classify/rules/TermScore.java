package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What makes one term of a text stronger than another. The numbers stand in points.csv.
enum TermScore implements VocabularyTerm {
  PER_WEIGHT,
  PER_TOKEN,
  PER_TOKEN_BEFORE,
  LATE_AT_MOST,
  IN_BRACKETS,
  IN_LONG_NAME,
  IN_DATASET,
  IN_CATEGORY,
  IN_DESCRIPTION,
  /// Where a place takes nothing away.
  NONE;

  static final String FILE = "/dev/classify/rules/points.csv";

  private static final Map<TermScore, Integer> COUNTS = read();

  /// Such as `in-brackets`.
  @Override
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int count() {
    return COUNTS.getOrDefault(this, 0);
  }

  private static Map<TermScore, Integer> read() {
    Map<TermScore, Integer> counts = new EnumMap<>(TermScore.class);
    CsvTable table = CsvTable.read(FILE, "what", "points").unique("what");
    for (Row row : table.rows()) {
      counts.put(
          row.required("what", token -> VocabularyTerm.find(TermScore.class, token)),
          row.number("points"));
    }
    for (TermScore what : values()) {
      table.require(
          what == NONE || counts.containsKey(what), "a row for " + what.token() + " is missing");
    }
    return counts;
  }
}
