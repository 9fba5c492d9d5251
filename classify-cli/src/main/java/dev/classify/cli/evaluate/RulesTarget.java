package dev.classify.cli.evaluate;

import dev.classify.evaluate.JudgedRow;
import dev.classify.evaluate.TargetThreshold;
import dev.classify.evaluate.TargetThreshold.Result;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Outcome;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.review.ReviewedAnswers;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.terminal.ShownText;
import dev.classify.triage.RulesReading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From which confidence on the answers of the rules are as precise as wanted, by what people
/// decided about the same rows, whoever had answered those.
public final class RulesTarget {

  private static final Logger LOG = LoggerFactory.getLogger(RulesTarget.class);

  private RulesTarget() {}

  /// Lets the rules answer the reviewed rows again, and compares.
  ///
  /// @param target the share of right fields
  /// @throws CommandFailure if no confidence reaches it, or too few rows are reviewed
  public static TargetThreshold.Point of(double target, DataSource database, RuleTables tables)
      throws SQLException {
    RulesReading rules =
        new RulesReading(
            new RulesClassifier(tables),
            (indicator, fault) ->
                LOG.warn(
                    "indicator={} the rules failed: {}",
                    ShownText.of(indicator.id()),
                    ShownText.of(fault.toString())));
    List<JudgedRow> judged = new ArrayList<>();
    for (ReviewedAnswers.ReviewedAnswer reviewed : new ReviewedAnswers(database).all()) {
      Indicator indicator = reviewed.indicator();
      if (indicator != null && rules.of(indicator) instanceof Outcome.Classified byRules) {
        judged.add(judged(byRules.answer(), reviewed.answer()));
      }
    }
    return switch (TargetThreshold.of(judged, target)) {
      case Result.Reached reached -> reached.at();
      case Result.Missed missed ->
          throw failure(target, TargetReport.precision(missed.first()), "lower the target");
      case Result.TooFewRows few ->
          throw failure(target, TargetReport.tooFew(few), "review more rows, or lower the target");
    };
  }

  private static CommandFailure failure(double target, String reason, String fix) {
    return CommandFailure.failed(
        "the reviewed rows show no confidence of the rules for target:%s: %s"
            .formatted(target, reason),
        fix + ", or give a confidence such as --min-confidence 0.9");
  }

  private static JudgedRow judged(Classification byRules, Classification byPerson) {
    int right = 0;
    for (AnswerField field : AnswerField.values()) {
      right += field.token(byRules).equals(field.token(byPerson)) ? 1 : 0;
    }
    return new JudgedRow(byRules.confidence(), right, AnswerField.values().length);
  }
}
