package dev.classify.store.results;

import dev.classify.taxonomy.AnswerColumn;
import java.util.ArrayList;
import java.util.List;

/// A column of a result. The columns of the answer derive from [AnswerColumn].
///
/// @param column the name in tables, files and JSON
public record ResultColumn(String column) {

  public static final ResultColumn INDICATOR_ID = new ResultColumn("indicator_id");
  public static final ResultColumn NAME = new ResultColumn("name");
  public static final ResultColumn CONFIDENCE = new ResultColumn("confidence");
  public static final ResultColumn REASONING = new ResultColumn("reasoning");
  public static final ResultColumn DECIDED_BY = new ResultColumn("decided_by");
  public static final ResultColumn PROVIDER = new ResultColumn("provider");
  public static final ResultColumn MODEL = new ResultColumn("model");
  public static final ResultColumn RULES_VERSION = new ResultColumn("rules_version");
  public static final ResultColumn CLASSIFIED_AT = new ResultColumn("classified_at");

  /// All of them in the order of exports: the indicator, the answer, where it comes from.
  public static final List<ResultColumn> ALL = inOrder();

  public static ResultColumn of(AnswerColumn column) {
    return new ResultColumn(column.column());
  }

  private static List<ResultColumn> inOrder() {
    List<ResultColumn> columns = new ArrayList<>(List.of(INDICATOR_ID, NAME));
    AnswerColumn.ALL.forEach(column -> columns.add(of(column)));
    columns.addAll(
        List.of(
            CONFIDENCE,
            REASONING,
            DECIDED_BY,
            PROVIDER,
            MODEL,
            new ResultColumn("taxonomy_version"),
            RULES_VERSION,
            new ResultColumn("answer_version"),
            new ResultColumn("content_hash"),
            new ResultColumn("job_id"),
            new ResultColumn("generation"),
            new ResultColumn("round"),
            new ResultColumn("batch_key"),
            new ResultColumn("worker"),
            CLASSIFIED_AT,
            new ResultColumn("reviewed_by")));
    return List.copyOf(columns);
  }
}
