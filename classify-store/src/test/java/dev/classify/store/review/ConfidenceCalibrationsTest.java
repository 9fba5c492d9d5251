package dev.classify.store.review;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.decided;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.evaluate.JudgedAnswer;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.review.ReviewDecisions.Approval;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConfidenceCalibrationsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private ConfidenceCalibrations calibrations;
  private ReviewDecisions decisions;
  private Reviews reviews;

  @BeforeEach
  void storeAnswers() throws SQLException {
    DATABASE.execute("truncate confidence_calibrations restart identity");
    calibrations = new ConfidenceCalibrations(DATABASE.dataSource());
    decisions = new ReviewDecisions(DATABASE.dataSource());
    reviews = new Reviews(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    store(
        DATABASE.dataSource(),
        batch(job, "first"),
        classified("A", "Exports"),
        classified("B", "Imports"),
        classified("C", "Prices"));
  }

  @Test
  void acceptedAnswersAreRightAndCorrectedFieldsWrong() throws SQLException {
    decide("A", Approval.ACCEPT);
    decide("B", Approval.CORRECT);
    DATABASE.execute(
        """
        update review_decisions
           set answer_after = jsonb_set(answer_after, '{family}', '"price-value"')
         where indicator_id = 'B'
        """);
    decisions.reject(item("C"), "ann", "two series under one id");

    List<JudgedAnswer> judged = calibrations.judged();

    assertThat(judged).extracting(JudgedAnswer::model).containsExactly("model", "model");
    assertThat(judged.getLast().right()).containsExactlyInAnyOrder(AnswerField.values());
    assertThat(judged.getFirst().right())
        .hasSize(AnswerField.values().length - 1)
        .doesNotContain(AnswerField.FAMILY);
    assertThat(judged.getFirst().decisions().of(AnswerField.FAMILY).orElseThrow().confidence())
        .isEqualTo(0.75);
  }

  @Test
  void answersOfPeopleTeachNothingAboutModels() throws SQLException {
    decide("A", Approval.ACCEPT);
    decide("A", Approval.CORRECT);
    assertThat(calibrations.judged()).isEmpty();
  }

  @Test
  void calibrationIsLearntFromTwoHundredRowsAndKeptUntilMuchIsNew() throws SQLException {
    decide("A", Approval.ACCEPT);
    assertThat(calibrations.learn()).isEmpty();
    assertThat(calibrations.latest()).isEqualTo(ConfidenceCalibration.NONE);

    repeatDecision(199);
    ConfidenceCalibration first = calibrations.learn().orElseThrow();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.curves()).hasSize(1);
    assertThat(first.curves().getFirst().rows()).isEqualTo(200);
    assertThat(first.curves().getFirst().steps().getFirst().right())
        .isCloseTo(205.0 / 206, within(1e-9));
    assertThat(calibrations.latest()).isEqualTo(first);

    assertThat(calibrations.learn()).isEmpty();
    repeatDecision(60);
    ConfidenceCalibration second = calibrations.learn().orElseThrow();
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.curves().getFirst().rows()).isEqualTo(260);
    assertThat(calibrations.latest()).isEqualTo(second);
  }

  /// Copies the decision about A under other ids.
  private static void repeatDecision(int times) throws SQLException {
    DATABASE.execute(
        """
        insert into review_decisions
          (reviewer, indicator_id, action, content_hash, answer_before, answer_after)
        select 'ann', gen_random_uuid(), 'accept', content_hash, answer_before, answer_after
          from (select * from review_decisions where indicator_id = 'A') as d,
               generate_series(1, %d)
        """
            .formatted(times));
  }

  private void decide(String id, Approval approval) throws SQLException {
    assertThat(decisions.answer(item(id), approval, decided("reasoning"), "ann", null))
        .isEqualTo(ReviewDecisions.Effect.DECIDED);
  }

  private ReviewItem item(String id) throws SQLException {
    return Objects.requireNonNull(reviews.find(List.of(id)).get(id));
  }
}
