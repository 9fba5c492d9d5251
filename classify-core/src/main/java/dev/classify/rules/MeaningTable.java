package dev.classify.rules;

import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of meanings: nature and form to family, type and aggregation.
final class MeaningTable {

  static final String FILE = "/dev/classify/rules/meanings.csv";

  private static final Map<SubjectKind, Map<NumberForm, Meaning>> TABLE = read();

  private MeaningTable() {}

  /// The meaning of a nature in a form, by the form's own row or the next wider one; empty where
  /// the nature says nothing about such a form.
  static Optional<Meaning> of(SubjectKind nature, NumberForm form) {
    Map<NumberForm, Meaning> row = TABLE.getOrDefault(nature, Map.of());
    NumberForm at = form;
    while (!row.containsKey(at) && at != NumberForm.ANY) {
      at = at.wider();
    }
    return Optional.ofNullable(row.get(at)).map(meaning -> in(meaning, form));
  }

  /// What a form means when nothing else is known.
  static Meaning plain(NumberForm form) {
    return of(SubjectKind.NONE, form).orElseThrow();
  }

  /// A row for a wider form is for the form asked; a row with a unit of its own is not.
  private static Meaning in(Meaning meaning, NumberForm asked) {
    NumberForm form =
        meaning.form() == NumberForm.ANY || meaning.form().unitType() == asked.unitType()
            ? asked
            : meaning.form();
    return new Meaning(
        form, meaning.family(), meaning.type(), meaning.aggregation(), meaning.orientation());
  }

  private static Map<SubjectKind, Map<NumberForm, Meaning>> read() {
    Map<SubjectKind, Map<NumberForm, Meaning>> table = new EnumMap<>(SubjectKind.class);
    CsvTable rows =
        CsvTable.read(
                FILE, "nature", "form", "unit", "family", "type", "aggregation", "orientation")
            .unique("nature", "form");
    for (Row row : rows.rows()) {
      SubjectKind nature =
          row.required("nature", token -> VocabularyTerm.find(SubjectKind.class, token));
      NumberForm form = row.required("form", token -> VocabularyTerm.find(NumberForm.class, token));
      NumberForm unit =
          row.member("unit", token -> VocabularyTerm.find(NumberForm.class, token)).orElse(form);
      table
          .computeIfAbsent(nature, n -> new EnumMap<>(NumberForm.class))
          .put(
              form,
              new Meaning(
                  unit,
                  row.required("family", token -> VocabularyTerm.find(Family.class, token)),
                  row.required("type", token -> VocabularyTerm.find(IndicatorType.class, token)),
                  aggregation(row),
                  row.member(
                          "orientation",
                          token -> VocabularyTerm.find(HeatMapOrientation.class, token))
                      .orElse(null)));
    }
    return table;
  }

  private static @Nullable TemporalAggregation aggregation(Row row) {
    return row.text("aggregation").equals("quoted")
        ? null
        : row.required(
            "aggregation", token -> VocabularyTerm.find(TemporalAggregation.class, token));
  }
}
