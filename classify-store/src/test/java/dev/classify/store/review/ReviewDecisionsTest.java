package dev.classify.store.review;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.decided;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.review.ReviewDecisions.Approval;
import dev.classify.store.review.ReviewDecisions.Effect;
import dev.classify.store.review.ReviewDecisions.UndoResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Accept, correct, reject and undo, each with everything that follows from it.
class ReviewDecisionsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ANSWER =
      """
      select to_jsonb(c)::text from classifications c where indicator_id = 'A'\
      """;
  private static final String ITEM =
      """
      select (to_jsonb(i) - 'opened_at' - 'opened_in')::text
        from review_items i where indicator_id = 'A'
      """;

  private ReviewDecisions decisions;
  private Reviews reviews;
  private Job job;

  @BeforeEach
  void putOneAnswerInDoubt() throws SQLException {
    decisions = new ReviewDecisions(DATABASE.dataSource());
    reviews = new Reviews(DATABASE.dataSource());
    job = TestRows.open(DATABASE.dataSource(), "job");
    store(DATABASE.dataSource(), batch(job, "first"), classified("A", "Exports", "no unit"));
  }

  @Test
  void acceptedAnswerIsThePersonsAndLeavesTheQueue() throws SQLException {
    assertThat(accept()).isEqualTo(Effect.DECIDED);
    assertThat(reviewedBy()).isEqualTo("ann");
    assertThat(DATABASE.text(ITEM)).isNull();
    assertThat(lastDecision()).isEqualTo("accept ann no unit looks right");
    assertThat(lastAttempt()).isEqualTo("classified ann");
    assertThat(
            DATABASE.text(
                """
                select answer_before ->> 'reviewed_by' is null
                   and answer_after ->> 'reviewed_by' = 'ann' and indicator ->> 'name' = 'Exports'
                  from review_decisions
                """))
        .isEqualTo("t");
  }

  @Test
  void correctedAnswerHoldsTheNewValues() throws SQLException {
    assertThat(decisions.answer(item(), Approval.CORRECT, decided("a person's words"), "ann", null))
        .isEqualTo(Effect.DECIDED);
    assertThat(item().decided()).isEqualTo(decided("a person's words"));
    assertThat(item().reviewedBy()).isEqualTo("ann");
    assertThat(lastDecision()).isEqualTo("correct ann no unit");
    assertThat(DATABASE.text("select answer_before ->> 'reasoning' from review_decisions"))
        .isEqualTo("reasoning for Exports");
  }

  @Test
  void rejectedAnswerIsWithdrawn() throws SQLException {
    assertThat(decisions.reject(item(), "ann", "no such series")).isEqualTo(Effect.DECIDED);
    assertThat(DATABASE.text(ANSWER)).isNull();
    assertThat(DATABASE.text(ITEM)).isNull();
    assertThat(
            DATABASE.text(
                "select concat_ws(' ', stage, reason, job_id, batch_key) from rejections"))
        .isEqualTo("review ann: no such series job first");
    assertThat(lastDecision()).isEqualTo("reject ann no unit no such series");
    assertThat(lastAttempt()).isEqualTo("rejected ann: no such series ann");
    assertThat(DATABASE.text("select answer_after from review_decisions")).isNull();
  }

  @Test
  void rejectionOfNewerContentIsKept() throws SQLException {
    store(DATABASE.dataSource(), batch(job, "second"), rejected("A", "Exports of goods", "no"));
    assertThat(decisions.reject(item(), "ann", "no such series")).isEqualTo(Effect.DECIDED);
    assertThat(DATABASE.text("select stage || ' ' || reason from rejections"))
        .isEqualTo("model no");
  }

  @Test
  void decisionAboutAnAnswerThatHasBeenReplacedIsRefused() throws SQLException {
    ReviewItem stale = item();
    store(DATABASE.dataSource(), batch(job, "second"), classified("A", "Exports of goods"));
    assertThat(decisions.answer(stale, Approval.ACCEPT, stale.decided(), "ann", null))
        .isEqualTo(Effect.STALE);
    assertThat(decisions.reject(stale, "ann", "no such series")).isEqualTo(Effect.STALE);

    ReviewItem seenByTwo = item();
    assertThat(decisions.answer(seenByTwo, Approval.ACCEPT, seenByTwo.decided(), "ann", null))
        .isEqualTo(Effect.DECIDED);
    assertThat(decisions.answer(seenByTwo, Approval.ACCEPT, seenByTwo.decided(), "bob", null))
        .isEqualTo(Effect.STALE);
    assertThat(DATABASE.number("select count(*) from review_decisions")).isOne();
  }

  @Test
  void undoOfAnAcceptedAnswerRestoresAnswerAndQueue() throws SQLException {
    String answer = DATABASE.text(ANSWER);
    String item = DATABASE.text(ITEM);
    accept();
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(DATABASE.text(ANSWER)).isEqualTo(answer);
    assertThat(DATABASE.text(ITEM)).isEqualTo(item);
    assertThat(lastDecision()).isEqualTo("undo bob");
    assertThat(lastAttempt()).isEqualTo("classified");
    assertThat(
            DATABASE.text(
                """
                select u.undoes = d.position and u.answer_before = d.answer_after
                   and u.answer_after = d.answer_before and u.indicator = d.indicator
                  from review_decisions u, review_decisions d
                 where u.action = 'undo' and d.action = 'accept'
                """))
        .isEqualTo("t");
  }

  @Test
  void undoOfACorrectedAnswerRestoresTheEarlierValues() throws SQLException {
    String answer = DATABASE.text(ANSWER);
    String item = DATABASE.text(ITEM);
    decisions.answer(item(), Approval.CORRECT, decided("a person's words"), "ann", null);
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(DATABASE.text(ANSWER)).isEqualTo(answer);
    assertThat(DATABASE.text(ITEM)).isEqualTo(item);
  }

  @Test
  void undoOfARejectedAnswerRestoresItAndEndsTheRejection() throws SQLException {
    String answer = DATABASE.text(ANSWER);
    String item = DATABASE.text(ITEM);
    decisions.reject(item(), "ann", "no such series");
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(DATABASE.text(ANSWER)).isEqualTo(answer);
    assertThat(DATABASE.text(ITEM)).isEqualTo(item);
    assertThat(DATABASE.number("select count(*) from rejections")).isZero();
    assertThat(lastAttempt()).isEqualTo("classified");
  }

  @Test
  void undoReopensNothingForAnAnswerThatWasNotInTheQueue() throws SQLException {
    store(DATABASE.dataSource(), batch(job, "second"), classified("A", "Exports of goods"));
    accept();
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(DATABASE.text(ITEM)).isNull();
    assertThat(reviewedBy()).isNull();
  }

  @Test
  void undoTakesBackOneDecisionAfterTheOther() throws SQLException {
    accept();
    decisions.answer(item(), Approval.CORRECT, TestRows.corrected("weekly"), "bob", null);
    assertThat(decisions.undo("A", "cem")).isEqualTo(UndoResult.DONE);
    assertThat(reviewedBy()).isEqualTo("ann");
    assertThat(decisions.undo("A", "cem")).isEqualTo(UndoResult.DONE);
    assertThat(reviewedBy()).isNull();
    assertThat(decisions.undo("A", "cem")).isEqualTo(UndoResult.NOTHING);
  }

  @Test
  void undoChangesNothingOnceANewerAnswerHasReplacedTheJudgedOne() throws SQLException {
    accept();
    store(DATABASE.dataSource(), batch(job, "second"), classified("A", "Exports of goods"));
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.SUPERSEDED);
    assertThat(DATABASE.text("select name from classifications")).isEqualTo("Exports of goods");
  }

  @Test
  void undoChangesNothingOnceARejectedRowHasANewAnswer() throws SQLException {
    decisions.reject(item(), "ann", "no such series");
    store(DATABASE.dataSource(), batch(job, "second"), classified("A", "Exports"));
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.SUPERSEDED);
  }

  @Test
  void undoWithoutADecisionDoesNothing() throws SQLException {
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.NOTHING);
    assertThat(decisions.undo("unknown", "bob")).isEqualTo(UndoResult.NOTHING);
    assertThat(DATABASE.number("select count(*) from review_decisions")).isZero();
  }

  @Test
  void laterAnswersAreComparedWithWhatThePersonDecided() throws SQLException {
    accept();
    store(DATABASE.dataSource(), batch(job, "second"), classified("A", "Exports of goods"));
    assertThat(DATABASE.text("select reason from review_items"))
        .isEqualTo("its content has changed since ann judged the answer");
    store(DATABASE.dataSource(), batch(job, "third"), classified("A", "Exports"));
    assertThat(DATABASE.text("select reason from review_items"))
        .isEqualTo("its content is again what ann judged before");

    decisions.reject(item(), "bob", "no such series");
    store(DATABASE.dataSource(), batch(job, "fourth"), classified("A", "Exports"));
    assertThat(DATABASE.text("select reason from review_items"))
        .isEqualTo("bob rejected an answer to it: no such series");
    store(DATABASE.dataSource(), batch(job, "fifth"), classified("A", "Imports"));
    assertThat(DATABASE.number("select count(*) from review_items")).isZero();
  }

  @Test
  void openItemsAreListedLeastSureFirstAndFiltered() throws SQLException {
    store(
        DATABASE.dataSource(),
        batch(job, "second"),
        classified("B", "Imports", "low confidence"),
        classified("C", "Prices"));
    DATABASE.execute("update classifications set confidence = 0.1 where indicator_id = 'B'");
    assertThat(reviews.open(QueuePart.WAITING, ResultFilter.of(List.of())))
        .extracting(ReviewItem::indicatorId)
        .containsExactly("B", "A");
    assertThat(reviews.open(QueuePart.WAITING, ResultFilter.of(List.of("A"))))
        .extracting(ReviewItem::reason)
        .containsExactly("no unit");
    assertThat(
            reviews.open(
                QueuePart.WAITING,
                new ResultFilter(List.of(), null, null, null, null, null, null, null, 1)))
        .hasSize(1);
  }

  @Test
  void anyAnswerIsFoundForReviewInTheOrderAskedFor() throws SQLException {
    store(DATABASE.dataSource(), batch(job, "second"), classified("B", "Imports"));
    DATABASE.execute("insert into source_indicators (indicator_id, name) values ('B', 'Imports')");
    assertThat(reviews.find(List.of("B", "unknown", "A")).keySet()).containsExactly("B", "A");
    ReviewItem fromSource = reviews.find(List.of("B")).get("B");
    assertThat(Objects.requireNonNull(fromSource).indicator())
        .isEqualTo(TestRows.indicator("B", "Imports"));
    assertThat(fromSource.openedAt()).isNull();
    assertThat(item().openedAt()).isNotNull();

    DATABASE.execute("update source_indicators set name = 'other content'");
    assertThat(Objects.requireNonNull(reviews.find(List.of("B")).get("B")).indicator()).isNull();
  }

  @Test
  void inputOfADecidedAnswerIsFoundInTheDecision() throws SQLException {
    accept();
    assertThat(item().indicator()).isEqualTo(TestRows.indicator("A", "Exports"));
    assertThat(item().reason()).isNull();
  }

  @Test
  void historyListsDecisionsLastFirst() throws SQLException {
    accept();
    decisions.undo("A", "bob");
    assertThat(reviews.history("A"))
        .extracting(past -> past.action() + " " + past.reviewer() + " " + past.note())
        .containsExactly("undo bob null", "accept ann looks right");
    assertThat(reviews.history("A")).allSatisfy(past -> assertThat(past.decidedAt()).isNotNull());
    assertThat(reviews.history("unknown")).isEmpty();
  }

  @Test
  void examplesComeFromStandingAnswersOfPeople() throws SQLException {
    ReviewedAnswers reviewed = new ReviewedAnswers(DATABASE.dataSource());
    assertThat(reviewed.version()).isZero();
    accept();
    store(DATABASE.dataSource(), batch(job, "second"), classified("B", "Imports"));
    ReviewItem other = Objects.requireNonNull(reviews.find(List.of("B")).get("B"));
    decisions.reject(other, "ann", "no such series");

    assertThat(reviewed.version()).isEqualTo(2);
    assertThat(reviewed.all())
        .containsExactly(
            new ReviewedAnswers.ReviewedAnswer(
                "A", TestRows.answer("reasoning for Exports"), TestRows.indicator("A", "Exports")));
    assertThat(reviewed.latest(1)).isEqualTo(reviewed.all());

    ExampleChoice examples = new ExampleChoice(reviewed, 3);
    assertThat(examples.of(List.of(TestRows.indicator("X", "Exports"))).examples()).isEmpty();
    assertThat(examples.of(List.of(TestRows.indicator("X", "Exports of goods"))).examples())
        .hasSize(1);

    decisions.undo("A", "bob");
    assertThat(reviewed.version()).isEqualTo(3);
    assertThat(reviewed.all()).isEmpty();
    assertThat(examples.of(List.of(TestRows.indicator("X", "Exports of goods"))).examples())
        .isEmpty();
  }

  private Effect accept() throws SQLException {
    ReviewItem item = item();
    return decisions.answer(item, Approval.ACCEPT, item.decided(), "ann", "looks right");
  }

  private ReviewItem item() throws SQLException {
    return Objects.requireNonNull(reviews.find(List.of("A")).get("A"));
  }

  private @Nullable String reviewedBy() throws SQLException {
    return DATABASE.text("select reviewed_by from classifications where indicator_id = 'A'");
  }

  private @Nullable String lastDecision() throws SQLException {
    return DATABASE.text(
        """
        select concat_ws(' ', action, reviewer, reason, note) from review_decisions
         order by position desc limit 1
        """);
  }

  private @Nullable String lastAttempt() throws SQLException {
    return DATABASE.text(
        """
        select concat_ws(' ', outcome, reason, reviewed_by) from classification_attempts
         order by position desc limit 1
        """);
  }
}
