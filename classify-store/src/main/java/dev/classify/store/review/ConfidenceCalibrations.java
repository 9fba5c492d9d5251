package dev.classify.store.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.evaluate.CalibrationLearning;
import dev.classify.evaluate.JudgedAnswer;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.outcome.ConfidenceCalibration.Curve;
import dev.classify.outcome.FieldDecisions;
import dev.classify.store.Statements;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/// What the confidences of models are worth, learnt from what people decided about answers.
public final class ConfidenceCalibrations {

  private static final JsonMapper JSON = new JsonMapper();

  /// The latest decisions that a calibration is learnt from.
  private static final int JUDGED_MAX = 5_000;

  /// New decisions before it is learnt again: fewer change little.
  private static final int NEW_DECISIONS_MIN = 50;

  private final Statements statements;

  public ConfidenceCalibrations(DataSource database) {
    this.statements = new Statements(database);
  }

  private record Row(long version, String curves) {}

  private record Seen(long lastDecision, long calibrated) {}

  private record Decision(String model, String before, String after) {}

  /// The calibration to use; [ConfidenceCalibration#NONE] if there is none yet.
  public ConfidenceCalibration latest() throws SQLException {
    Optional<Row> row =
        statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        select version, curves::text as curves from confidence_calibrations
                         order by version desc limit 1
                        """)
                    .mapTo(Row.class)
                    .findOne());
    return row.isEmpty()
        ? ConfidenceCalibration.NONE
        : new ConfidenceCalibration(row.get().version(), curves(row.get().curves()));
  }

  /// Learns a calibration if people have decided enough since the last one.
  ///
  /// @return the new calibration; empty if the last one stays
  public Optional<ConfidenceCalibration> learn() throws SQLException {
    Seen seen =
        statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        select (select coalesce(max(position), 0) from review_decisions)
                                 as last_decision,
                               (select coalesce(max(last_decision), 0)
                                  from confidence_calibrations) as calibrated
                        """)
                    .mapTo(Seen.class)
                    .one());
    if (seen.lastDecision() - seen.calibrated() < NEW_DECISIONS_MIN) {
      return Optional.empty();
    }
    List<Curve> curves = CalibrationLearning.curves(judged());
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    long version =
        statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        insert into confidence_calibrations (last_decision, curves)
                        values (:lastDecision, :curves::jsonb) returning version
                        """)
                    .bind("lastDecision", seen.lastDecision())
                    .bind("curves", write(curves))
                    .mapTo(Long.class)
                    .one());
    return Optional.of(new ConfidenceCalibration(version, curves));
  }

  /// The answers of models that people accepted or corrected. A rejected answer shows no wrong
  /// field: its row may be at fault.
  List<JudgedAnswer> judged() throws SQLException {
    List<Decision> decisions =
        statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        select answer_before ->> 'model' as model, answer_before::text as before,
                               answer_after::text as after
                          from review_standing
                         where action in ('accept', 'correct')
                           and answer_before ->> 'model' is not null
                           and answer_before ->> 'reviewed_by' is null
                           and jsonb_typeof(answer_before -> 'decided_by') = 'object'
                         order by position desc limit :rowsMax
                        """)
                    .bind("rowsMax", JUDGED_MAX)
                    .mapTo(Decision.class)
                    .list());
    List<JudgedAnswer> judged = new ArrayList<>();
    for (Decision decision : decisions) {
      judged.add(judged(decision));
    }
    return judged;
  }

  private static JudgedAnswer judged(Decision decision) throws SQLException {
    try {
      JsonNode before = JSON.readTree(decision.before());
      JsonNode after = JSON.readTree(decision.after());
      Set<AnswerField> right = EnumSet.noneOf(AnswerField.class);
      for (AnswerField field : AnswerField.values()) {
        if (before.path(field.column()).equals(after.path(field.column()))) {
          right.add(field);
        }
      }
      return new JudgedAnswer(
          decision.model(),
          JSON.treeToValue(before.path("decided_by"), FieldDecisions.class),
          right);
    } catch (JsonProcessingException fault) {
      throw new SQLException("review_decisions holds an answer that cannot be read", fault);
    }
  }

  private static List<Curve> curves(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<List<Curve>>() {});
    } catch (JsonProcessingException fault) {
      throw new SQLException("confidence_calibrations holds curves of another build", fault);
    }
  }

  private static String write(List<Curve> curves) {
    try {
      return JSON.writeValueAsString(curves);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
