package dev.classify.store.evaluations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.evaluate.StoredEvaluation;
import dev.classify.store.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Keeps evaluations, the latest [#KEPT_MAX].
public final class Evaluations {

  /// A thousand labelled rows take about a megabyte.
  public static final int KEPT_MAX = 500;

  private static final JsonMapper JSON = new JsonMapper();

  private static final String LISTED =
      "evaluation_id, name, created_at, created_by, gold, job_id, summary::text";

  private final Statements statements;

  public Evaluations(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What is known of an evaluation without its rows.
  ///
  /// @param gold name of the file of labels
  /// @param jobId whose answers were compared; null for the newest answers
  /// @param summary the figures that lists show
  public record Listed(
      String evaluationId,
      String name,
      Instant createdAt,
      String createdBy,
      String gold,
      @Nullable String jobId,
      JsonNode summary) {}

  /// An evaluation with everything in it.
  public record Whole(Listed listed, StoredEvaluation content) {}

  /// Stores an evaluation, and forgets the oldest if there are too many.
  ///
  /// @return its id
  public String add(
      StoredEvaluation content,
      String createdBy,
      String gold,
      @Nullable String jobId,
      JsonNode summary)
      throws SQLException {
    String id = "evaluation-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    statements.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into evaluations
                    (evaluation_id, name, created_by, gold, job_id, labels, summary, result)
                  values (:id, :name, :createdBy, :gold, :jobId, :labels::jsonb, :summary::jsonb,
                          :result::jsonb)
                  """)
              .bind("id", id)
              .bind("name", content.name())
              .bind("createdBy", createdBy)
              .bind("gold", gold)
              .bind("jobId", jobId)
              .bind("labels", content.labels().toString())
              .bind("summary", summary.toString())
              .bind("result", content.result().toString())
              .execute();
          return handle
              .createUpdate(
                  """
                  delete from evaluations
                   where evaluation_id in (
                     select evaluation_id from evaluations
                      order by created_at desc, evaluation_id desc offset :keptMax)
                  """)
              .bind("keptMax", KEPT_MAX)
              .execute();
        });
    return id;
  }

  /// The evaluations, the latest first.
  ///
  /// @param time of the last one of the part before; null for the first part, like its id
  public List<Listed> list(@Nullable Instant time, @Nullable String id, int rowsMax)
      throws SQLException {
    String select =
        """
        select %s from evaluations
         where %s
         order by created_at desc, evaluation_id desc limit :rowsMax
        """
            .formatted(
                LISTED, time == null ? "true" : "(created_at, evaluation_id) < (:time, :id)");
    return statements.run(
        handle -> {
          var query = handle.createQuery(select).bind("rowsMax", rowsMax);
          if (time != null) {
            query.bind("time", time).bind("id", id);
          }
          return query.map((row, _) -> listed(row)).list();
        });
  }

  /// One evaluation; empty if there is none with this id.
  public Optional<Whole> find(String id) throws SQLException {
    String select =
        "select %s, labels::text, result::text from evaluations where evaluation_id = :id"
            .formatted(LISTED);
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("id", id)
                .map(
                    (row, _) ->
                        new Whole(
                            listed(row),
                            new StoredEvaluation(
                                row.getString("name"), json(row, "labels"), json(row, "result"))))
                .findOne());
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getString("evaluation_id"),
        row.getString("name"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        row.getString("gold"),
        row.getString("job_id"),
        json(row, "summary"));
  }

  private static JsonNode json(ResultSet row, String column) throws SQLException {
    try {
      return JSON.readTree(row.getString(column));
    } catch (JsonProcessingException fault) {
      throw new SQLException("a stored evaluation is not JSON", fault);
    }
  }
}
