package dev.classify.cli.jobreport;

import dev.classify.evaluate.Bootstrap;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.Scores;
import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.store.results.Results;
import dev.classify.store.results.StoredAnswerSet;
import dev.classify.store.review.JudgedAnswers;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// What the confidences of a job are worth, measured against labels.
///
/// @param source where the labels come from, as a part of a sentence
public record MeasuredConfidence(String source, Scores scores) {

  /// Against a file of labels; empty if the job answered none of its rows.
  public static Optional<MeasuredConfidence> by(GoldLabels gold, DataSource database, String jobId)
      throws SQLException {
    return of(
        "the labels of " + gold.name(),
        Evaluation.of(
            gold.labels(),
            StoredAnswerSet.ofJob(new Results(database), gold.ids(), jobId).byId(),
            ConfidenceThresholds.REVIEW_BELOW,
            Bootstrap.USUAL));
  }

  /// Against what people decided about the answers of the job; empty if they decided nothing.
  public static Optional<MeasuredConfidence> byReview(DataSource database, String jobId)
      throws SQLException {
    JudgedAnswers judged = JudgedAnswers.ofJob(database, jobId);
    return of(
        "what people decided in review, mostly about doubtful answers",
        Evaluation.of(
            judged.labels(), judged.answers(), ConfidenceThresholds.REVIEW_BELOW, Bootstrap.USUAL));
  }

  private static Optional<MeasuredConfidence> of(String source, Optional<Evaluation> evaluation) {
    return evaluation.map(measured -> new MeasuredConfidence(source, measured.all()));
  }
}
