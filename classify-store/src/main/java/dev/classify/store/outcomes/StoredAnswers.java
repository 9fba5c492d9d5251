package dev.classify.store.outcomes;

import dev.classify.llm.SimulatedModel;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.store.Statements;
import dev.classify.store.jobs.StandingAnswers;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import dev.classify.taxonomy.VocabularyTerm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The answers by the content that they were given for: what is known need not be paid again.
public final class StoredAnswers {

  private final Statements statements;

  public StoredAnswers(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Answers that hold for these contents, whatever indicators they were given for.
  ///
  /// In a forced generation only its own answers count. What a person confirmed or corrected counts
  /// before anything else, under whatever version; only an evaluation must not be told it.
  ///
  /// @return by content hash
  public Map<String, StoredAnswer> of(
      List<String> contentHashes,
      AnswerVersion version,
      String jobId,
      int generation,
      boolean forced)
      throws SQLException {
    String select =
        """
        select distinct on (content_hash) content_hash, unit_type, scale, currency,
               reporting_frequency, time_basis, cumulative_pattern_type, family, indicator_type,
               temporal_aggregation, heat_map_orientation, confidence, reasoning, decided_by,
               model
          from classifications c
         where content_hash = any(:hashes) and %s
         order by content_hash, (reviewed_by is not null) desc, classified_at desc
        """
            .formatted(StandingAnswers.CONDITION);
    Map<String, StoredAnswer> answers = new HashMap<>();
    statements.run(
        handle ->
            handle
                .createQuery(select)
                .bindMethods(new StandingAnswers(version.id(), jobId, generation, forced))
                .bindArray("hashes", String.class, contentHashes)
                .map(
                    (row, _) ->
                        answers.put(
                            row.getString("content_hash"),
                            new StoredAnswer(decided(row), row.getString("model"))))
                .list());
    return answers;
  }

  /// Whether any current answer is that of a language model, the simulator aside.
  public boolean anyPaid() throws SQLException {
    String select =
        """
        select exists (select from classifications
                        where model is not null and not starts_with(model, :simulated))
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("simulated", SimulatedModel.PREFIX)
                .mapTo(Boolean.class)
                .one());
  }

  public static DecidedAnswer decided(ResultSet row) throws SQLException {
    return new DecidedAnswer(read(row), DecidedByJson.read(row.getString("decided_by")));
  }

  private static Classification read(ResultSet row) throws SQLException {
    return new Classification(
        term(row, "unit_type", UnitType.class),
        term(row, "scale", Scale.class),
        row.getString("currency"),
        term(row, "reporting_frequency", ReportingFrequency.class),
        term(row, "time_basis", TimeBasis.class),
        term(row, "cumulative_pattern_type", CumulativePattern.class),
        term(row, "family", Family.class),
        term(row, "indicator_type", IndicatorType.class),
        term(row, "temporal_aggregation", TemporalAggregation.class),
        term(row, "heat_map_orientation", HeatMapOrientation.class),
        row.getDouble("confidence"),
        row.getString("reasoning"));
  }

  private static <T extends Enum<T> & VocabularyTerm> T term(
      ResultSet row, String column, Class<T> vocabulary) throws SQLException {
    String token = row.getString(column);
    return VocabularyTerm.find(vocabulary, token)
        .orElseThrow(() -> new SQLException(column + " holds no value of its field: " + token));
  }
}
