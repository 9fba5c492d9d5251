package dev.classify.rules;

import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What each kind of subject means in each form of number: family, type and aggregation.
final class MeaningTable {

  static final TableFormat FORMAT =
      TableFormat.of(
              "/dev/classify/rules/meanings.csv",
              "nature",
              "form",
              "unit",
              "family",
              "type",
              "aggregation",
              "orientation")
          .uniqueBy("nature", "form")
          .overriddenBy("nature", "form");

  private static final Vocabulary<SubjectKind> KIND = Vocabulary.of(SubjectKind.class);
  private static final Vocabulary<NumberForm> FORM = Vocabulary.of(NumberForm.class);

  private final Map<SubjectKind, Map<NumberForm, Meaning>> meanings =
      new EnumMap<>(SubjectKind.class);

  private MeaningTable() {}

  static MeaningTable read(TableSet tables) {
    MeaningTable table = new MeaningTable();
    IdentityHashMap<Meaning, Row> rows = new IdentityHashMap<>();
    for (Row row : tables.read(FORMAT).rows()) {
      SubjectKind kind = row.required("nature", KIND);
      NumberForm form = row.required("form", FORM);
      Meaning meaning = meaning(row, form);
      rows.put(meaning, row);
      table.meanings.computeIfAbsent(kind, k -> new EnumMap<>(NumberForm.class)).put(form, meaning);
    }
    table.checkConsistency(rows);
    return table;
  }

  private void checkConsistency(IdentityHashMap<Meaning, Row> rows) {
    for (SubjectKind kind : SubjectKind.values()) {
      for (NumberForm form : NumberForm.values()) {
        Meaning meaning = form == NumberForm.ANY ? null : narrowest(kind, form);
        if (meaning != null) {
          MeaningCheck.check(Objects.requireNonNull(rows.get(meaning)), meaning.in(form));
        }
      }
    }
  }

  /// The meaning of a kind in a form, by the form's own row or the next wider one; empty where the
  /// kind says nothing about such a form.
  Optional<Meaning> of(SubjectKind kind, NumberForm form) {
    return Optional.ofNullable(narrowest(kind, form)).map(meaning -> meaning.in(form));
  }

  private @Nullable Meaning narrowest(SubjectKind kind, NumberForm form) {
    Map<NumberForm, Meaning> row = meanings.getOrDefault(kind, Map.of());
    NumberForm at = form;
    while (!row.containsKey(at) && at != NumberForm.ANY) {
      at = at.wider();
    }
    return row.get(at);
  }

  /// What a form means when nothing else is known.
  Meaning plain(NumberForm form) {
    return of(SubjectKind.NONE, form).orElseThrow();
  }

  private static Meaning meaning(Row row, NumberForm form) {
    return new Meaning(
        row.member("unit", FORM).orElse(form),
        row.required("family", Vocabulary.of(Family.class)),
        row.required("type", Vocabulary.of(IndicatorType.class)),
        aggregation(row),
        row.member("orientation", Vocabulary.of(HeatMapOrientation.class)).orElse(null));
  }

  /// Null for a quotation.
  private static @Nullable TemporalAggregation aggregation(Row row) {
    return row.text("aggregation").equals("quoted")
        ? null
        : row.required("aggregation", Vocabulary.of(TemporalAggregation.class));
  }
}
