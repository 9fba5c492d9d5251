package dev.classify.store.results;

import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.Prediction;
import dev.classify.evaluate.PredictionJson;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads answers from the database.
public final class StoredAnswerSet {

  private StoredAnswerSet() {}

  /// The current answers to these indicators.
  public static AnswerSet current(Results results, Set<String> wanted) throws SQLException {
    Map<String, Prediction> answers = new HashMap<>();
    results.each(ResultFilter.of(List.copyOf(wanted)), result -> add(answers, result));
    return new AnswerSet("stored answers", answers);
  }

  /// The answers that a job gave to these indicators, even if a later job has replaced them.
  public static AnswerSet ofJob(Results results, Set<String> wanted, String jobId)
      throws SQLException {
    Map<String, Prediction> answers = new HashMap<>();
    results.eachOfJob(jobId, wanted, result -> add(answers, result));
    return new AnswerSet("job " + jobId, answers);
  }

  private static void add(Map<String, Prediction> answers, Result result) {
    PredictionJson.read(ResultJson.of(result))
        .ifPresent(answer -> answers.put(answer.indicatorId(), answer));
  }
}
