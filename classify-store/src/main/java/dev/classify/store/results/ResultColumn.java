package dev.classify.store.results;

import dev.classify.attributes.SdmxConcept;
import dev.classify.indicator.ExtraColumns;
import dev.classify.indicator.IndicatorField;
import dev.classify.parquet.ParquetType;
import dev.classify.taxonomy.AnswerColumn;
import dev.classify.taxonomy.AnswerFlag;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A column of a result. The columns of the answer derive from [AnswerColumn] and
/// [SeriesAttribute], those of the source from [IndicatorField].
///
/// @param column the name in tables, files and JSON
public record ResultColumn(String column) {

  public static final ResultColumn INDICATOR_ID = new ResultColumn("indicator_id");
  public static final ResultColumn NAME = new ResultColumn("name");
  public static final ResultColumn CONFIDENCE = new ResultColumn("confidence");
  public static final ResultColumn REASONING = new ResultColumn("reasoning");
  public static final ResultColumn DECIDED_BY = new ResultColumn("decided_by");
  public static final ResultColumn ATTRIBUTES = new ResultColumn("attributes");
  public static final ResultColumn PROVIDER = new ResultColumn("provider");
  public static final ResultColumn MODEL = new ResultColumn("model");
  public static final ResultColumn RULES_VERSION = new ResultColumn("rules_version");
  public static final ResultColumn CLASSIFIED_AT = new ResultColumn("classified_at");

  private static final ResultColumn GENERATION = new ResultColumn("generation");
  private static final ResultColumn ROUND = new ResultColumn("round");

  private static final Set<ResultColumn> FLAGS =
      Set.copyOf(Arrays.stream(AnswerFlag.values()).map(ResultColumn::of).toList());

  private static final String OF_SOURCE = "source.";

  /// All of them in the order of exports: the indicator, the answer, where it comes from.
  public static final List<ResultColumn> ALL = inOrder();

  /// What the source says of the indicator, such as `source.units`: every field but the id.
  public static final List<ResultColumn> SOURCE =
      Arrays.stream(IndicatorField.values())
          .filter(field -> field != IndicatorField.INDICATOR_ID)
          .map(ResultColumn::of)
          .toList();

  /// The columns of an export.
  ///
  /// @param withSource whether those of the source follow
  /// @param extra names of the columns of sources that are no fields, which come last
  static List<ResultColumn> exported(boolean withSource, List<String> extra) {
    List<ResultColumn> columns = new ArrayList<>(ALL);
    if (withSource) {
      columns.addAll(SOURCE);
    }
    extra.forEach(name -> columns.add(new ResultColumn(ExtraColumns.PREFIX + name)));
    return List.copyOf(columns);
  }

  /// The name of a column of a source that is no field; empty for other columns.
  Optional<String> extra() {
    return column.startsWith(ExtraColumns.PREFIX)
        ? Optional.of(column.substring(ExtraColumns.PREFIX.length()))
        : Optional.empty();
  }

  public static ResultColumn of(AnswerColumn column) {
    return new ResultColumn(column.column());
  }

  public static ResultColumn of(SeriesAttribute attribute) {
    return new ResultColumn(attribute.column());
  }

  public static ResultColumn of(SdmxConcept concept) {
    return new ResultColumn(concept.column());
  }

  /// A field of the source.
  public static ResultColumn of(IndicatorField field) {
    return new ResultColumn(OF_SOURCE + field.column());
  }

  /// The type in files that have types.
  ParquetType type() {
    if (FLAGS.contains(this)) {
      return ParquetType.BOOLEAN;
    }
    if (equals(CONFIDENCE)) {
      return ParquetType.DOUBLE;
    }
    if (equals(GENERATION) || equals(ROUND) || equals(of(SdmxConcept.UNIT_MULT))) {
      return ParquetType.INTEGER;
    }
    if (equals(CLASSIFIED_AT)) {
      return ParquetType.TIMESTAMP;
    }
    return equals(DECIDED_BY) || equals(ATTRIBUTES) || equals(of(IndicatorField.SAMPLE_VALUES))
        ? ParquetType.JSON
        : ParquetType.TEXT;
  }

  private static List<ResultColumn> inOrder() {
    List<ResultColumn> columns = new ArrayList<>(List.of(INDICATOR_ID, NAME));
    AnswerColumn.ALL.forEach(column -> columns.add(of(column)));
    columns.addAll(List.of(CONFIDENCE, REASONING, DECIDED_BY));
    SeriesAttribute.stated().forEach(attribute -> columns.add(of(attribute)));
    Arrays.stream(SdmxConcept.values()).forEach(concept -> columns.add(of(concept)));
    columns.addAll(
        List.of(
            ATTRIBUTES,
            PROVIDER,
            MODEL,
            new ResultColumn("taxonomy_version"),
            RULES_VERSION,
            new ResultColumn("answer_version"),
            new ResultColumn("content_hash"),
            new ResultColumn("job_id"),
            GENERATION,
            ROUND,
            new ResultColumn("batch_key"),
            new ResultColumn("worker"),
            CLASSIFIED_AT,
            new ResultColumn("reviewed_by")));
    return List.copyOf(columns);
  }
}
