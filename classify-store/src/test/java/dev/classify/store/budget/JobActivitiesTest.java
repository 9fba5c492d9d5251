package dev.classify.store.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.Limits;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobActivitiesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String BUDGET = "account/model";

  private SharedBudgets budgets;

  @BeforeEach
  void openJob() throws SQLException {
    budgets = new SharedBudgets(DATABASE.dataSource());
    new Jobs(DATABASE.dataSource())
        .open(
            new JobOpening(
                "job",
                "rows",
                TestRows.VERSION,
                1,
                0,
                false,
                false,
                new BigDecimal("2"),
                false,
                null,
                null,
                null,
                JobTiers.NONE));
  }

  @Test
  void healthyJobHasItsRateItsLimitAndNoTrouble() throws SQLException {
    request("now()", "0.5");
    request("now() - interval '2 minutes'", "1.9");
    budgets.lease(BUDGET, "model", List.of(ask()));

    JobActivity activity = activity();
    assertThat(activity.state()).isEqualTo(Job.State.RUNNING);
    assertThat(activity.sentLastMinute()).isOne();
    assertThat(activity.requestsPerMinute()).isEqualTo(600);
    assertThat(activity.capUsd()).isEqualByComparingTo("2");
    assertThat(activity.capUsedUp()).isFalse();
    assertThat(activity.troubled()).isEmpty();
    assertThat(new JobActivities(DATABASE.dataSource()).of("unknown")).isEmpty();
  }

  @Test
  void capIsUsedUpIfItHasNoRoomForTheLargestRecentRequest() throws SQLException {
    request("now()", "0.5");
    DATABASE.execute("update jobs set committed_usd = 1.5");
    assertThat(activity().capUsedUp()).isFalse();
    DATABASE.execute("update jobs set committed_usd = 1.6");
    assertThat(activity().capUsedUp()).isTrue();
    DATABASE.execute("update llm_requests set sent_at = now() - interval '2 minutes'");
    assertThat(activity().capUsedUp()).as("by the latest request").isTrue();
  }

  @Test
  void jobWaitsForRoomIfItsLatestRequestHadNoneAndNoOtherIsAnswered() throws SQLException {
    request("now()", "0.5");
    assertThat(activity().noRoom()).isFalse();
    DATABASE.execute("update llm_requests set state = 'failed', outcome = 'no-room'");
    assertThat(activity().noRoom()).isTrue();
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           outcome, tokens_estimated, sent_at)
        values ('s', now(), 'job', 'b', 'w', 'model', 1, 1, 'answered', 'answered', 1,
                now() - interval '5 seconds')
        """);
    assertThat(activity().noRoom()).isFalse();
  }

  @Test
  void heldBudgetOfAModelOfTheJobIsTrouble() throws SQLException {
    budgets.hold(BUDGET, "model", Duration.ofMinutes(1));
    budgets.hold("account/other", "other", Duration.ofMinutes(1));

    List<JobActivity.ModelState> troubled = activity().troubled();
    assertThat(troubled).extracting(JobActivity.ModelState::model).containsExactly("model");
    JobActivity.ModelState held = troubled.getFirst();
    assertThat(held.state().budget().heldUntilMillis() - held.nowMillis()).isBetween(1.0, 60_000.0);

    budgets.release(BUDGET);
    assertThat(activity().troubled()).isEmpty();
  }

  @Test
  void openBreakerIsTroubleUntilNobodyUsesTheBudget() throws Exception {
    for (int i = 0; i < 8; i++) {
      budgets.failed(BUDGET, "model", "connection refused", false);
      Thread.sleep(300);
    }
    assertThat(activity().troubled().getFirst().state().breaker().lastFailure())
        .isEqualTo("connection refused");

    DATABASE.execute("update llm_budgets set updated_at = now() - interval '2 minutes'");
    assertThat(activity().troubled()).isEmpty();
  }

  @Test
  void stopAndPauseAreShownWithTheirReasons() throws SQLException {
    Jobs jobs = new Jobs(DATABASE.dataSource());
    jobs.pause("job", Jobs.PAUSED_BY_PERSON);
    assertThat(activity().pauseReason()).isEqualTo(Jobs.PAUSED_BY_PERSON);
    jobs.cancel("job");
    assertThat(activity().pauseReason()).isNull();
    assertThat(activity().stopReason()).isEqualTo(Jobs.CANCELLED);
    assertThat(activity().state()).isEqualTo(Job.State.STOPPED);
  }

  @Test
  void budgetsCountWhatWasSentToTheirModelInTheLastMinute() throws SQLException {
    budgets.hold(BUDGET, "model", Duration.ofMinutes(1));
    request("now()", "0.5");
    request("now() - interval '2 minutes'", "0.5");
    assertThat(budgets.all()).extracting(SharedBudgets.View::sentLastMinute).containsExactly(1L);
  }

  private static JobActivity activity() throws SQLException {
    return new JobActivities(DATABASE.dataSource()).of("job").orElseThrow();
  }

  private static void request(String sentAt, String reservedUsd) throws SQLException {
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           tokens_estimated, reserved_usd, sent_at)
        values ('r', clock_timestamp(), 'job', 'b', 'w', 'model', 1, 1, 'sent', 1, %s, %s)
        """
            .formatted(reservedUsd, sentAt));
  }

  private static GrantRequest ask() {
    return new GrantRequest("job", new Limits(600, null), Limits.NONE, List.of(1_000L), 0, null);
  }
}
