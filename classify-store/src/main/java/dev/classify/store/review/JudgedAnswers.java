package dev.classify.store.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.evaluate.Labels;
import dev.classify.evaluate.LabelsJson;
import dev.classify.evaluate.Prediction;
import dev.classify.evaluate.PredictionJson;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The answers of a job that people accepted or corrected, to measure what its confidences are
/// worth.
///
/// @param labels what people take for right
/// @param answers what the job had answered, by indicator
public record JudgedAnswers(List<Labels> labels, Map<String, Prediction> answers) {

  private static final JsonMapper JSON = new JsonMapper();

  public JudgedAnswers {
    labels = List.copyOf(labels);
    answers = Map.copyOf(answers);
  }

  private record Row(String before, String after) {}

  /// Those of a job, in the order of the decisions.
  public static JudgedAnswers ofJob(DataSource database, String jobId) throws SQLException {
    List<Row> rows =
        new Statements(database)
            .run(
                handle ->
                    handle
                        .createQuery(
                            """
                            select first.answer_before::text as before,
                                   d.answer_after::text as after
                              from review_standing d
                              join lateral (
                                select f.answer_before from review_decisions f
                                 where f.indicator_id = d.indicator_id
                                   and f.action <> 'undo'
                                   and f.answer_before ->> 'batch_key'
                                         = d.answer_before ->> 'batch_key'
                                   and f.answer_before ->> 'reviewed_by' is null
                                 order by f.position limit 1) as first on true
                             where d.action in ('accept', 'correct')
                               and d.answer_before ->> 'job_id' = :jobId
                             order by d.position
                            """)
                        .bind("jobId", jobId)
                        .mapTo(Row.class)
                        .list());
    ArrayNode labels = JsonNodeFactory.instance.arrayNode();
    Map<String, Prediction> answers = new HashMap<>();
    for (Row row : rows) {
      labels.add(json(row.after()));
      if (json(row.before()) instanceof ObjectNode before) {
        PredictionJson.read(before).ifPresent(one -> answers.put(one.indicatorId(), one));
      }
    }
    return new JudgedAnswers(LabelsJson.read(labels), answers);
  }

  private static JsonNode json(String text) throws SQLException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException fault) {
      throw new SQLException("review_decisions holds an answer that is not JSON", fault);
    }
  }
}
