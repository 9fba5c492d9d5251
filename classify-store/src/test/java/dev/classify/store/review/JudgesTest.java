package dev.classify.store.review;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.evaluate.Bootstrap;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.FieldAgreement;
import dev.classify.evaluate.JudgeAgreement;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.ResultQuery;
import dev.classify.store.review.ReviewDecisions.Approval;
import dev.classify.store.review.ReviewDecisions.Effect;
import dev.classify.store.review.ReviewDecisions.UndoResult;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several people judge the same answer.
class JudgesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private ReviewDecisions decisions;
  private ReviewSettings settings;
  private Reviews reviews;

  @BeforeEach
  void putOneAnswerInDoubt() throws SQLException {
    decisions = new ReviewDecisions(DATABASE.dataSource());
    settings = new ReviewSettings(DATABASE.dataSource());
    reviews = new Reviews(DATABASE.dataSource());
    settings.setJudges(1, "olga");
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    store(DATABASE.dataSource(), batch(job, "first"), classified("A", "Exports", "no unit"));
  }

  private ReviewItem item() throws SQLException {
    return Objects.requireNonNull(reviews.find(List.of("A")).get("A"));
  }

  private Effect accept(String judge) throws SQLException {
    ReviewItem item = item();
    return decisions.answer(item, Approval.ACCEPT, item.decided(), judge, null);
  }

  private Effect correct(String judge, String frequency) throws SQLException {
    return decisions.answer(item(), Approval.CORRECT, TestRows.corrected(frequency), judge, null);
  }

  private List<String> waiting(QueuePart part) throws SQLException {
    return reviews.open(part, ResultFilter.of(List.of())).stream()
        .map(ReviewItem::indicatorId)
        .toList();
  }

  private @Nullable String frequency() throws SQLException {
    return DATABASE.text(
        "select reporting_frequency || coalesce(' by ' || reviewed_by, '') from classifications");
  }

  @Test
  void answerLeavesTheQueueWhenTwoJudgesAgree() throws SQLException {
    settings.setJudges(2, "olga");
    assertThat(correct("ann", "weekly")).isEqualTo(Effect.RECORDED);
    assertThat(frequency()).isEqualTo("monthly");
    assertThat(waiting(QueuePart.of("ann"))).isEmpty();
    assertThat(waiting(QueuePart.of("bob"))).containsExactly("A");

    assertThat(correct("bob", "weekly")).isEqualTo(Effect.DECIDED);
    assertThat(frequency()).isEqualTo("weekly by ann, bob");
    assertThat(waiting(QueuePart.WAITING)).isEmpty();
    assertThat(DATABASE.number("select count(*) from review_items")).isZero();
    assertThat(new Judgements(DATABASE.dataSource()).of("A"))
        .extracting(Judgement::judge)
        .containsExactly("ann", "bob");
  }

  @Test
  void disagreementIsShownAndSettled() throws SQLException {
    settings.setJudges(2, "olga");
    accept("ann");
    assertThat(correct("bob", "weekly")).isEqualTo(Effect.RECORDED);
    assertThat(waiting(QueuePart.WAITING)).isEmpty();
    assertThat(waiting(QueuePart.DISPUTED)).containsExactly("A");
    ResultQuery all = new ResultQuery(null, null, Map.of(), null, null, null, null);
    assertThat(new ReviewPages(DATABASE.dataSource()).count(QueuePart.DISPUTED, all)).isOne();

    assertThat(
            decisions.settle(
                item(), Approval.CORRECT, TestRows.corrected("weekly"), "cem", "as bob says"))
        .isEqualTo(Effect.DECIDED);
    assertThat(frequency()).isEqualTo("weekly by cem");
    assertThat(waiting(QueuePart.DISPUTED)).isEmpty();
    assertThat(DATABASE.number("select count(*) from review_judgements")).isEqualTo(2);
    assertThat(DATABASE.text("select judge from review_judgements where decision is not null"))
        .isEqualTo("bob");
  }

  @Test
  void undoOfASettledDisputeOpensTheDisputeAgain() throws SQLException {
    settleWeekly();
    assertThat(decisions.undo("A", "cem")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("monthly");
    assertThat(judges()).isEqualTo("ann, bob");
    assertThat(waiting(QueuePart.DISPUTED)).containsExactly("A");
    assertThat(accept("dan")).isEqualTo(Effect.DECIDED);
    assertThat(frequency()).isEqualTo("monthly by ann, dan");
  }

  @Test
  void settledAnswerStandsWhenAJudgeTakesTheirJudgementBack() throws SQLException {
    settleWeekly();
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("weekly by cem");
    assertThat(judges()).isEqualTo("ann");
  }

  @Test
  void judgeWhoSettledTakesBackTheSettlementAndThenTheJudgement() throws SQLException {
    settings.setJudges(2, "olga");
    accept("ann");
    correct("bob", "weekly");
    decisions.settle(item(), Approval.CORRECT, TestRows.corrected("weekly"), "bob", null);
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("monthly");
    assertThat(judges()).isEqualTo("ann, bob");
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(judges()).isEqualTo("ann");
    assertThat(waiting(QueuePart.of("bob"))).containsExactly("A");
  }

  private void settleWeekly() throws SQLException {
    settings.setJudges(2, "olga");
    accept("ann");
    correct("bob", "weekly");
    decisions.settle(item(), Approval.CORRECT, TestRows.corrected("weekly"), "cem", null);
  }

  /// What migration V27 does with disputes that were settled before it.
  @Test
  void earlierSettlementsAreKnown() throws Exception {
    settleWeekly();
    String settled = "select settled from review_decisions";
    DATABASE.execute("update review_decisions set settled = false", settledBefore());
    assertThat(DATABASE.text(settled)).isEqualTo("t");

    decisions.undo("A", "cem");
    correct("dan", "weekly");
    DATABASE.execute(settledBefore());
    assertThat(DATABASE.text(settled + " order by position desc limit 1")).isEqualTo("f");
  }

  private static String settledBefore() throws IOException {
    return statement("V27__review_and_tasks.sql", "update review_decisions");
  }

  @Test
  void thirdJudgeMakesAMajority() throws SQLException {
    settings.setJudges(2, "olga");
    accept("ann");
    correct("bob", "weekly");
    assertThat(accept("cem")).isEqualTo(Effect.DECIDED);
    assertThat(frequency()).isEqualTo("monthly by ann, cem");
  }

  @Test
  void judgementIsReplacedByTheSamePersonsNextOne() throws SQLException {
    settings.setJudges(2, "olga");
    correct("ann", "weekly");
    accept("ann");
    assertThat(DATABASE.number("select count(*) from review_judgements")).isOne();
    assertThat(accept("bob")).isEqualTo(Effect.DECIDED);
  }

  @Test
  void undoWithdrawsOnesOwnJudgementAndReopensTheAnswer() throws SQLException {
    settings.setJudges(2, "olga");
    correct("ann", "weekly");
    correct("bob", "weekly");
    assertThat(decisions.undo("A", "ann")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("monthly");
    assertThat(waiting(QueuePart.of("ann"))).containsExactly("A");
    assertThat(waiting(QueuePart.of("bob"))).isEmpty();
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(waiting(QueuePart.of("bob"))).containsExactly("A");
  }

  @Test
  void outvotedJudgeTakesBackOnlyTheirOwnJudgement() throws SQLException {
    settings.setJudges(3, "olga");
    correct("ann", "weekly");
    accept("bob");
    correct("cem", "weekly");
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("weekly by ann, cem");
    assertThat(judges()).isEqualTo("ann, cem");
  }

  @Test
  void rejectionStandsWhenTheOutvotedJudgeTakesTheirJudgementBack() throws SQLException {
    settings.setJudges(3, "olga");
    decisions.reject(item(), "ann", "no such series");
    accept("bob");
    decisions.reject(item(), "cem", "not a series");
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(DATABASE.number("select count(*) from classifications")).isZero();
    assertThat(DATABASE.text("select reason from rejections")).startsWith("ann, cem: ");
    assertThat(judges()).isEqualTo("ann, cem");
  }

  private @Nullable String judges() throws SQLException {
    return DATABASE.text("select string_agg(judge, ', ' order by judge) from review_judgements");
  }

  @Test
  void decisionStandsOnTheJudgeWhoIsLeft() throws SQLException {
    correct("ann", "weekly");
    assertThat(accept("bob")).isEqualTo(Effect.RECORDED);
    assertThat(decisions.undo("A", "ann")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("weekly by ann");
    assertThat(decisions.undo("A", "bob")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("monthly");
  }

  @Test
  void lastWordCountsWithOneJudgeUnlessMostDisagree() throws SQLException {
    accept("ann");
    assertThat(correct("bob", "weekly")).isEqualTo(Effect.DECIDED);
    assertThat(correct("cem", "weekly")).isEqualTo(Effect.RECORDED);
    assertThat(correct("eve", "weekly")).isEqualTo(Effect.RECORDED);
    assertThat(correct("dan", "monthly")).isEqualTo(Effect.RECORDED);
    assertThat(frequency()).isEqualTo("weekly by bob");
  }

  @Test
  void fewerJudgesSettleWhatHasEnough() throws SQLException {
    settings.setJudges(3, "olga");
    correct("ann", "weekly");
    assertThat(settings.setJudges(1, "olga")).isOne();
    assertThat(frequency()).isEqualTo("weekly by ann");
    assertThat(settings.judges()).isOne();
    assertThat(DATABASE.text("select changed_by from review_settings")).isEqualTo("olga");
  }

  @Test
  void rejectionByBothWithdrawsTheAnswer() throws SQLException {
    settings.setJudges(2, "olga");
    assertThat(decisions.reject(item(), "ann", "no such series")).isEqualTo(Effect.RECORDED);
    assertThat(decisions.reject(item(), "bob", "not a series")).isEqualTo(Effect.DECIDED);
    assertThat(DATABASE.text("select reason from rejections")).isEqualTo("ann, bob: not a series");
    assertThat(DATABASE.number("select count(*) from classifications")).isZero();
  }

  @Test
  void agreementIsMeasuredOverAllJudgements() throws SQLException {
    settings.setJudges(2, "olga");
    accept("ann");
    correct("bob", "weekly");
    List<FieldAgreement> fields = JudgeAgreement.of(new Judgements(DATABASE.dataSource()).latest());
    assertThat(fields).hasSize(AnswerField.values().length);
    assertThat(fields)
        .filteredOn(field -> field.agreed() < field.rows())
        .extracting(FieldAgreement::field)
        .containsExactly(AnswerField.REPORTING_FREQUENCY);
  }

  @Test
  void answersOfAJobAreMeasuredByWhatPeopleDecided() throws SQLException {
    correct("ann", "weekly");
    JudgedAnswers judged = JudgedAnswers.ofJob(DATABASE.dataSource(), "job");
    Evaluation evaluation =
        Evaluation.of(judged.labels(), judged.answers(), 0.8, Bootstrap.USUAL).orElseThrow();
    assertThat(evaluation.mistakes())
        .extracting(mistake -> mistake.field().column() + " " + mistake.label())
        .containsExactly("reporting_frequency weekly");
    assertThat(JudgedAnswers.ofJob(DATABASE.dataSource(), "another").labels()).isEmpty();
  }

  /// What migration V22 does with decisions that were made before it.
  @Test
  void earlierDecisionsAreJudgementsOfOnePerson() throws Exception {
    correct("ann", "weekly");
    DATABASE.execute("delete from review_judgements", backfill());
    assertThat(new Judgements(DATABASE.dataSource()).of("A"))
        .extracting(one -> one.judge() + " " + one.values().get(AnswerField.REPORTING_FREQUENCY))
        .containsExactly("ann weekly");
    assertThat(decisions.undo("A", "ann")).isEqualTo(UndoResult.DONE);
    assertThat(frequency()).isEqualTo("monthly");
    DATABASE.execute(backfill());
    assertThat(DATABASE.number("select count(*) from review_judgements")).isZero();
  }

  private static String backfill() throws IOException {
    return statement("V22__judges_and_evaluations.sql", "insert into review_judgements");
  }

  /// A statement of a migration.
  private static String statement(String file, String begin) throws IOException {
    try (InputStream migration = JudgesTest.class.getResourceAsStream("/db/migration/" + file)) {
      String sql =
          new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8);
      int start = sql.indexOf(begin);
      return sql.substring(start, sql.indexOf(';', start));
    }
  }
}
