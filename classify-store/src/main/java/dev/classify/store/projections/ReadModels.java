package dev.classify.store.projections;

import dev.classify.store.Statements;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/// What projections have counted, for people. Empty where no projector has run.
public final class ReadModels {

  private final Statements statements;

  public ReadModels(DataSource database) {
    this.statements = new Statements(database);
  }

  /// How often two say different things about a field.
  ///
  /// @param pair such as `rules-model`
  /// @param compared answers
  public record Disagreement(String pair, String field, long compared, long different) {}

  /// How far the confidences of a job are from those of the job before it over the same input.
  ///
  /// @param drift from 0 for the same to 1 for nothing in common
  public record Drift(
      String jobId, String before, String source, Instant startedAt, double drift) {}

  /// Current answers with a value, by source.
  ///
  /// @param source empty where the rows name none
  public record ValueCount(String source, String value, long answers) {}

  /// By pair and field.
  public List<Disagreement> disagreement() throws SQLException {
    return list(
        Disagreement.class,
        "select pair, field, compared, different from disagreement_by_field order by pair, field");
  }

  /// The latest jobs first.
  public List<Drift> drift(int jobsMax) throws SQLException {
    return list(
        Drift.class,
        """
        select job_id, before, source, started_at, drift from job_drift
         order by started_at desc, job_id limit %d
        """
            .formatted(jobsMax));
  }

  /// The most frequent ones first.
  public List<ValueCount> taxonomy(AnswerField field, int rowsMax) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select source, value, sum(answers)::bigint as answers from answers_by_taxonomy
                     where field = :field group by source, value
                     order by answers desc, source, value limit :max
                    """)
                .bind("field", field.column())
                .bind("max", rowsMax)
                .mapTo(ValueCount.class)
                .list());
  }

  private <T> List<T> list(Class<T> row, String select) throws SQLException {
    return statements.run(handle -> handle.createQuery(select).mapTo(row).list());
  }
}
