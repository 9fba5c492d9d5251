package dev.classify.cli.evaluate;

import dev.classify.cli.report.ResultJson;
import dev.classify.evaluate.Prediction;
import dev.classify.store.ResultFilter;
import dev.classify.store.Results;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the current answers of the database.
public final class StoredAnswerSet {

  private StoredAnswerSet() {}

  /// The answers to these indicators, where a job is named only those that are still its own.
  public static AnswerSet read(Results results, Set<String> wanted, @Nullable String jobId)
      throws SQLException {
    Map<String, Prediction> answers = new HashMap<>();
    ResultFilter filter =
        new ResultFilter(List.copyOf(wanted), jobId, null, null, null, null, null, null, 0);
    results.each(
        filter,
        result ->
            PredictionJson.read(ResultJson.of(result))
                .ifPresent(answer -> answers.put(answer.indicatorId(), answer)));
    return new AnswerSet(jobId == null ? "stored answers" : "job " + jobId, answers);
  }
}
