package dev.classify.store.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.store.tasks.TaskQueue;
import dev.classify.store.tasks.TaskSettings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobCancelTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;

  @BeforeEach
  void openJobs() throws SQLException {
    jobs = new Jobs(DATABASE.dataSource());
    for (String id : new String[] {"job", "other"}) {
      jobs.open(opening(id));
      DATABASE.execute(
          """
          insert into llm_requests
            (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
             outcome, tokens_estimated, cost_usd, reserved_usd, sent_at)
          values
            ('%1$s-done', now(), '%1$s', 'b', 'w', 'm', 1, 1, 'answered', 'answered', 1, 0.25, 0.5,
             now() - interval '2 days'),
            ('%1$s-flies', now(), '%1$s', 'b', 'w', 'm', 1, 1, 'sent', null, 1, null, 0.125, now()),
            ('%1$s-lost', now(), '%1$s', 'b', 'w', 'm', 1, 1, 'sent', null, 1, null, 1,
             now() - interval '1 hour'),
            ('%1$s-old', now(), '%1$s', 'b', 'w', 'n', 1, 1, 'sent', null, 1, null, 2,
             now() - interval '25 hours')
          """
              .formatted(id),
          "insert into llm_replies (request_id, batch_key, job_id, reply) values ('%1$s-done', 'b', '%1$s', '{}')"
              .formatted(id));
    }
    DATABASE.execute("update jobs set committed_usd = 3.375");
  }

  @Test
  void cancelledJobIsStoppedAndHoldsOnlyWhatIsInFlight() throws SQLException {
    jobs.pause("job", Jobs.PAUSED_BY_PERSON);
    assertThat(jobs.cancel("job")).isTrue();

    Job job = jobs.find("job").orElseThrow();
    assertThat(job.state()).isEqualTo(Job.State.STOPPED);
    assertThat(job.stopReason()).isEqualTo(Jobs.CANCELLED);
    assertThat(job.cancelled()).isTrue();
    assertThat(job.pauseReason()).isNull();
    assertThat(committed("job")).isEqualByComparingTo("0.375");
    assertThat(states("job"))
        .isEqualTo("job-done:answered job-flies:sent job-lost:failed job-old:failed");
    JobCosts.Total costs = new JobCosts(DATABASE.dataSource()).total("job");
    assertThat(costs.spentUsd()).isEqualByComparingTo("0.25");
    assertThat(costs.reservedUsd()).isEqualByComparingTo("0.125");
    assertThat(costs.unpriced()).isZero();
    assertThat(DATABASE.texts("select job_id from llm_replies")).containsExactly("other");
    assertThat(committed("other")).isEqualByComparingTo("3.375");
  }

  @Test
  void runThatWaitsForTheRunnerIsWithdrawnWithItsJob() throws SQLException {
    RunnerTasks tasks = new RunnerTasks(DATABASE.dataSource());
    for (String id : new String[] {"job", "other"}) {
      tasks.ask(
          new RunnerTasks.Wish(RunnerTask.Kind.RUN, null, id, TaskSettings.NONE, "anna"), null);
    }
    jobs.cancel("job");

    RunnerTask withdrawn = tasks.latestRun("job").orElseThrow();
    assertThat(withdrawn.state()).isEqualTo(RunnerTask.State.FAILED);
    assertThat(withdrawn.problem()).isEqualTo("its job was cancelled");
    TaskQueue queue = new TaskQueue(DATABASE.dataSource(), "runner");
    assertThat(queue.claim(true).orElseThrow().jobId()).isEqualTo("other");
    assertThat(queue.claim(true)).isEmpty();
  }

  @Test
  void jobStaysCancelledThoughARunnerHadJustTakenItsRun() throws SQLException {
    RunnerTasks tasks = new RunnerTasks(DATABASE.dataSource());
    tasks.ask(
        new RunnerTasks.Wish(RunnerTask.Kind.RUN, null, "job", TaskSettings.NONE, "anna"), null);
    TaskQueue queue = new TaskQueue(DATABASE.dataSource(), "runner");
    RunnerTask run = queue.claim(true).orElseThrow();
    assertThat(jobs.cancel("job")).isTrue();

    assertThat(jobs.open(opening("job"), run.taskId(), queue)).isEmpty();
    assertThat(jobs.find("job").orElseThrow().cancelled()).isTrue();
    queue.endCancelled(run.taskId());
    assertThat(tasks.latestRun("job").orElseThrow().problem()).isEqualTo("its job was cancelled");
  }

  @Test
  void completeOrUnknownJobIsNotCancelled() throws SQLException {
    jobs.complete(jobs.find("job").orElseThrow());
    assertThat(jobs.cancel("job")).isFalse();
    assertThat(jobs.cancel("unknown")).isFalse();
    assertThat(jobs.find("job").orElseThrow().state()).isEqualTo(Job.State.COMPLETE);
    assertThat(DATABASE.number("select count(*) from llm_replies")).isEqualTo(2);
  }

  @Test
  void jobThatIsStoppedForAnotherReasonIsNotCancelled() throws SQLException {
    jobs.stop("job", "nothing left to spend");
    assertThat(jobs.find("job").orElseThrow().cancelled()).isFalse();
    assertThat(jobs.cancel("job")).isTrue();
    assertThat(jobs.find("job").orElseThrow().cancelled()).isTrue();
    assertThat(jobs.open(opening("job")).cancelled()).isFalse();
  }

  @Test
  void openedJobHoldsNothingForRequestsOfTheDayBefore() throws SQLException {
    jobs.open(opening("job"));
    assertThat(committed("job")).isEqualByComparingTo("1.375");
    assertThat(states("job"))
        .isEqualTo("job-done:answered job-flies:sent job-lost:sent job-old:failed");
  }

  @Test
  void lostRequestsAreReleasedByModelAndAge() throws SQLException {
    LostRequests lost = new LostRequests(DATABASE.dataSource());
    LostRequests.Released ofModel = lost.release("n", Duration.ofMinutes(15));
    assertThat(ofModel.requests()).isEqualTo(2);
    assertThat(ofModel.reservedUsd()).isEqualByComparingTo("4");
    assertThat(committed("other")).isEqualByComparingTo("1.375");

    LostRequests.Released rest = lost.release(null, Duration.ofMinutes(15));
    assertThat(rest.requests()).isEqualTo(2);
    assertThat(committed("job")).isEqualByComparingTo("0.375");
    assertThat(lost.release(null, Duration.ofMinutes(15)).requests()).isZero();
  }

  private static JobOpening opening(String id) {
    return new JobOpening(
        id,
        "rows",
        TestRows.VERSION,
        1,
        0,
        false,
        false,
        new BigDecimal("5"),
        false,
        null,
        null,
        null,
        JobTiers.NONE);
  }

  private static BigDecimal committed(String id) throws SQLException {
    return new BigDecimal(
        String.valueOf(
            DATABASE.text("select committed_usd from jobs where job_id = '%s'".formatted(id))));
  }

  private static String states(String id) throws SQLException {
    return String.valueOf(
        DATABASE.text(
            """
            select string_agg(request_id || ':' || state, ' ' order by request_id)
              from llm_requests where job_id = '%s'
            """
                .formatted(id)));
  }
}
