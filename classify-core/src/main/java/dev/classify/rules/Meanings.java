package dev.classify.rules;

import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.TermTable;
import dev.classify.text.TermTable.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of meanings: nature and form to family, type and aggregation.
final class Meanings {

  static final String FILE = "/dev/classify/rules/meanings.csv";

  private static final Map<Nature, Map<Form, Meaning>> TABLE = read();

  private Meanings() {}

  /// The meaning of a nature in a form, by the form's own row or the next wider one; empty where
  /// the nature says nothing about such a form.
  static Optional<Meaning> of(Nature nature, Form form) {
    Map<Form, Meaning> row = TABLE.getOrDefault(nature, Map.of());
    Form at = form;
    while (!row.containsKey(at) && at != Form.ANY) {
      at = at.wider();
    }
    return Optional.ofNullable(row.get(at)).map(meaning -> in(meaning, form));
  }

  /// What a form means when nothing else is known.
  static Meaning plain(Form form) {
    return of(Nature.NONE, form).orElseThrow();
  }

  /// A row for a wider form is for the form asked; a row with a unit of its own is not.
  private static Meaning in(Meaning meaning, Form asked) {
    Form form =
        meaning.form() == Form.ANY || meaning.form().unitType() == asked.unitType()
            ? asked
            : meaning.form();
    return new Meaning(
        form, meaning.family(), meaning.type(), meaning.aggregation(), meaning.orientation());
  }

  private static Map<Nature, Map<Form, Meaning>> read() {
    Map<Nature, Map<Form, Meaning>> table = new EnumMap<>(Nature.class);
    TermTable rows =
        TermTable.read(
                FILE, "nature", "form", "unit", "family", "type", "aggregation", "orientation")
            .unique("nature", "form");
    for (Row row : rows.rows()) {
      Nature nature = row.required("nature", token -> VocabularyTerm.find(Nature.class, token));
      Form form = row.required("form", token -> VocabularyTerm.find(Form.class, token));
      Form unit = row.member("unit", token -> VocabularyTerm.find(Form.class, token)).orElse(form);
      table
          .computeIfAbsent(nature, n -> new EnumMap<>(Form.class))
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
