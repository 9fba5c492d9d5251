package dev.classify.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Budget;
import dev.classify.budget.CircuitBreaker;
import dev.classify.budget.SharedBudget;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.budget.WaitReason;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.providerbatch.FileProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitReasonTest {

  private static final FileProgress.Waiting NO_FILES = new FileProgress.Waiting(0, List.of());

  private static final long NOW = 1_700_000_000_000L;

  private static final SharedBudget REFUSED =
      new SharedBudget(
          Budget.FRESH,
          new CircuitBreaker(9, "connection refused", NOW - 41_000, NOW - 39_000, NOW + 7_400, 0));

  private static final SharedBudget HELD = SharedBudget.FRESH.held(Duration.ofSeconds(90), NOW);

  @Test
  void healthyJobWaitsForNothing() {
    assertThat(text(activity(null, null, false))).isEmpty();
  }

  @Test
  void failingServerIsNamedWithItsFailureTimeAndNextTry() {
    assertThat(text(activity(null, null, false, HELD, REFUSED)))
        .contains("waiting for gpt: connection refused, 41 s, next try in 8 s");
  }

  @Test
  void jobThatTakesTheAnswersOfTheRulesSaysWhen() {
    JobActivity job =
        new JobActivity(
            Job.State.RUNNING,
            null,
            null,
            null,
            false,
            595,
            600,
            300L,
            false,
            List.of(new JobActivity.ModelState("gpt", REFUSED, NOW)),
            null,
            NO_FILES);
    assertThat(text(job))
        .contains(
            "waiting for gpt: connection refused, 41 s, next try in 8 s; the rules answer after 300"
                + " s");
  }

  @Test
  void probeThatIsDueIsTriedNow() {
    CircuitBreaker due = new CircuitBreaker(9, "HTTP 500", NOW - 41_000, NOW - 39_000, NOW, 0);
    assertThat(text(activity(null, null, false, new SharedBudget(Budget.FRESH, due))))
        .hasValueSatisfying(text -> assertThat(text).endsWith(", next try now"));
  }

  @Test
  void holdIsShownWithTheTimeOfItsEnd() {
    assertThat(text(activity(null, null, false, HELD)))
        .contains("gpt is held by its provider until " + WaitReason.clock(NOW + 90_000));
  }

  @Test
  void pausedJobSaysHowToContinueWhateverItsServerDoes() {
    assertThat(text(activity(null, Jobs.PAUSED_BY_PERSON, true, REFUSED)))
        .contains("paused: by a person; `classify local resume job` continues it");
    assertThat(text(activity(Jobs.CANCELLED, null, false))).contains("stopped: " + Jobs.CANCELLED);
  }

  @Test
  void usedUpCostCapIsNamed() {
    assertThat(text(activity(null, null, true)))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("the cost cap of the job has no room"));
  }

  @Test
  void lackOfRoomAtFlexIsNamedWithTheWayOut() {
    JobActivity waiting =
        new JobActivity(
            Job.State.RUNNING,
            null,
            null,
            null,
            false,
            3,
            600,
            null,
            true,
            List.of(),
            null,
            NO_FILES);
    assertThat(text(waiting))
        .hasValueSatisfying(
            text -> assertThat(text).contains("no room at flex", "--tier-fallback"));
  }

  @Test
  void jobThatAsksAboutTheSameContentsIsNamed() {
    JobActivity waiting =
        new JobActivity(
            Job.State.RUNNING,
            null,
            null,
            null,
            false,
            3,
            600,
            null,
            false,
            List.of(),
            "first",
            NO_FILES);
    assertThat(text(waiting))
        .contains("waiting for first, which is asking about the same contents");
  }

  @Test
  void rateIsShownAgainstTheLimitOfTheJob() {
    JobActivity activity = activity(null, null, false);
    assertThat(RateText.of(activity, new BigDecimal("0.5")))
        .startsWith("595 of 600 requests in the last minute, ")
        .contains("0.5")
        .endsWith(" spent");
    assertThat(RateText.of(activity, null)).isEqualTo("595 of 600 requests in the last minute");
  }

  @Test
  void lineIsPrintedWhenAWaitBeginsAndWhenItEnds() {
    Queue<Optional<WaitReason>> waits = new ArrayDeque<>();
    waits.add(Optional.empty());
    waits.add(Optional.of(new WaitReason("waiting for gpt", ", 1 s")));
    waits.add(Optional.of(new WaitReason("waiting for gpt", ", 2 s")));
    waits.add(Optional.of(new WaitReason("waiting for gpt", ", 3 s")));
    waits.add(Optional.empty());
    StringWriter printed = new StringWriter();
    ProgressLines lines =
        new ProgressLines(() -> "done", waits::remove, 4, new PrintWriter(printed));
    while (!waits.isEmpty()) {
      lines.look();
    }
    assertThat(printed.toString().lines())
        .containsExactly(
            "waiting for gpt, 1 s", "done; waiting for gpt, 3 s", "no longer waiting for gpt");
  }

  @Test
  void budgetsAreListedWithWhatTheyWaitFor() {
    List<SharedBudgets.View> budgets =
        List.of(
            new SharedBudgets.View("a/gpt", "gpt", REFUSED, NOW, 3),
            new SharedBudgets.View("a/held", "held", HELD, NOW, 2),
            new SharedBudgets.View("a/well", "well", SharedBudget.FRESH, NOW, 1));
    assertThat(BudgetReport.table(budgets).lines())
        .satisfiesExactly(
            head -> assertThat(head).contains("account and model", "last minute", "state"),
            failing ->
                assertThat(failing)
                    .contains("a/gpt", "fails, 41 s, next try in 8 s", "connection refused"),
            held -> assertThat(held).contains("held by its provider until"),
            well -> assertThat(well).contains("a/well", " 1 ", "sends"));
    assertThat(BudgetReport.json(budgets).path(0).path("breaker").path("next_try").asText())
        .isEqualTo("2023-11-14T22:13:27.400Z");
    assertThat(BudgetReport.json(budgets).path(1).path("held_until").asText())
        .isEqualTo("2023-11-14T22:14:50Z");
    assertThat(BudgetReport.json(budgets).path(2).path("held_until").isNull()).isTrue();
  }

  private static Optional<String> text(JobActivity activity) {
    return WaitReason.of("job", activity, "classify local").map(WaitReason::toString);
  }

  private static JobActivity activity(
      @Nullable String stop, @Nullable String pause, boolean capUsedUp, SharedBudget... troubled) {
    return new JobActivity(
        stop == null ? Job.State.RUNNING : Job.State.STOPPED,
        stop,
        pause,
        null,
        capUsedUp,
        595,
        600,
        null,
        false,
        Arrays.stream(troubled)
            .map(state -> new JobActivity.ModelState("gpt", state, NOW))
            .toList(),
        null,
        NO_FILES);
  }
}
