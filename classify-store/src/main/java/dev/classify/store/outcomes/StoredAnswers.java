package dev.classify.store.outcomes;

import dev.classify.llm.SimulatedModel;
import dev.classify.outcome.AnswerVersion;
import dev.classify.store.Statements;
import dev.classify.store.jobs.StandingAnswers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Finds stored answers by content, so that the same content is not paid for twice.
public final class StoredAnswers {

  private final Statements statements;

  public StoredAnswers(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Standing answers to these contents (see [StandingAnswers]), under any indicator id. A person's
  /// answer comes before all others; one that stands in for a model's is none.
  ///
  /// @param minConfidence from which answers of the rules count; null for the default
  /// @return by content hash
  public Map<String, StoredAnswer> of(
      List<String> contentHashes,
      AnswerVersion version,
      String jobId,
      int generation,
      boolean forced,
      @Nullable Double minConfidence)
      throws SQLException {
    String select =
        """
        select distinct on (content_hash) content_hash, %s, model
          from classifications c
         where content_hash = any(:hashes) and %s
         order by content_hash, (reviewed_by is not null) desc, classified_at desc
        """
            .formatted(AnswerColumns.ANSWER, StandingAnswers.CONDITION);
    Map<String, StoredAnswer> answers = new HashMap<>();
    statements.run(
        handle ->
            handle
                .createQuery(select)
                .bindMethods(
                    new StandingAnswers(
                        version.id(),
                        jobId,
                        generation,
                        forced,
                        StandingAnswers.AFTER_ALL_ROUNDS,
                        minConfidence))
                .bindArray("hashes", String.class, contentHashes)
                .map(
                    (row, _) ->
                        answers.put(
                            row.getString("content_hash"),
                            new StoredAnswer(AnswerColumns.read(row), row.getString("model"))))
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
}
