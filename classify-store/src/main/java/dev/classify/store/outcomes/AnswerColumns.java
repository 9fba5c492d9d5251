package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.attributes.SdmxCodes;
import dev.classify.attributes.SdmxConcept;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.AnswerColumn;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns that every table of answers has. Those of the answer itself derive from
/// [AnswerColumn] and [SeriesAttribute], so that a new field needs no change here.
public final class AnswerColumns {

  private record Column(String name, String type) {}

  private static final List<Column> ANSWER_COLUMNS = answerColumns();

  private static final List<Column> ORIGIN_COLUMNS =
      List.of(
          new Column("provider", "text"),
          new Column("model", "text"),
          new Column("taxonomy_version", "text"),
          new Column("rules_version", "text"),
          new Column("answer_version", "text"),
          new Column("content_hash", "text"),
          new Column("job_id", "text"),
          new Column("generation", "integer"),
          new Column("round", "integer"),
          new Column("batch_key", "text"),
          new Column("worker", "text"));

  /// The answer: `unit_type, scale, ...`.
  public static final String ANSWER = each(ANSWER_COLUMNS.stream(), Column::name);

  /// Who gave it, under which version, to which content and in which batch.
  public static final String ORIGIN = each(ORIGIN_COLUMNS.stream(), Column::name);

  /// Both with their types: `unit_type text, ...`.
  static final String TYPED = each(all(), column -> column.name() + " " + column.type());

  /// Both from the row of an upsert: `unit_type = excluded.unit_type, ...`.
  static final String FROM_EXCLUDED =
      each(all(), column -> column.name() + " = excluded." + column.name());

  /// What the columns of a source state, and what follows from it, from the row of an update.
  static final String ATTRIBUTES_FROM_ROW =
      each(attributeColumns().stream(), column -> column.name() + " = r." + column.name());

  private AnswerColumns() {}

  /// Adds an answer to a JSON record whose keys are the columns.
  public static void put(ObjectNode row, DecidedAnswer decided) {
    Classification answer = decided.answer();
    for (AnswerColumn column : AnswerColumn.ALL) {
      switch (column) {
        case AnswerField field -> row.put(field.column(), field.text(answer));
        case AnswerFlag flag -> row.put(flag.column(), flag.of(answer));
      }
    }
    row.put("confidence", answer.confidence());
    row.put("reasoning", answer.reasoning());
    row.set("decided_by", DecidedByJson.write(decided.fields()));
    putAttributes(row, decided);
  }

  private static void putAttributes(ObjectNode row, DecidedAnswer decided) {
    SeriesAttributes attributes = decided.attributes();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      attributes.value(attribute).ifPresent(value -> row.put(attribute.column(), value));
    }
    SdmxCodes.of(decided.answer(), attributes)
        .forEach((concept, code) -> row.put(concept.column(), code));
    row.set("attributes", AttributesJson.write(attributes));
  }

  /// The answer in a row of a result set.
  public static DecidedAnswer read(ResultSet row) throws SQLException {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      String token = row.getString(field.column());
      if (token != null) {
        tokens.put(field, token);
      }
    }
    try {
      return new DecidedAnswer(
          Classification.of(tokens, row.getDouble("confidence"), row.getString("reasoning")),
          DecidedByJson.read(row.getString("decided_by")),
          AttributesJson.read(row.getString("attributes")));
    } catch (IllegalArgumentException fault) {
      throw new SQLException("a stored answer is not valid: " + fault.getMessage(), fault);
    }
  }

  private static List<Column> answerColumns() {
    List<Column> columns = new ArrayList<>();
    for (AnswerColumn column : AnswerColumn.ALL) {
      columns.add(
          new Column(
              column.column(),
              switch (column) {
                case AnswerField _ -> "text";
                case AnswerFlag _ -> "boolean";
              }));
    }
    columns.add(new Column("confidence", "double precision"));
    columns.add(new Column("reasoning", "text"));
    columns.add(new Column("decided_by", "jsonb"));
    columns.addAll(attributeColumns());
    return List.copyOf(columns);
  }

  private static List<Column> attributeColumns() {
    List<Column> columns = new ArrayList<>();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      columns.add(new Column(attribute.column(), "text"));
    }
    for (SdmxConcept concept : SdmxConcept.values()) {
      columns.add(
          new Column(concept.column(), concept == SdmxConcept.UNIT_MULT ? "integer" : "text"));
    }
    columns.add(new Column("attributes", "jsonb"));
    return List.copyOf(columns);
  }

  private static Stream<Column> all() {
    return Stream.concat(ANSWER_COLUMNS.stream(), ORIGIN_COLUMNS.stream());
  }

  private static String each(Stream<Column> columns, Function<Column, String> part) {
    return columns.map(part).collect(Collectors.joining(", "));
  }
}
