package dev.classify.store.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.Statements;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Jobs;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunnerTasksTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final TaskSettings SETTINGS =
      new TaskSettings(
          Map.of("Code", "indicator_id", "Scale", ""),
          new TaskSettings.FileSettings("tab", "windows-1250", 2, "Data"),
          "cascade",
          20,
          100,
          null,
          new BigDecimal("2.5"),
          "flex",
          true,
          false,
          new TaskSettings.ModelOutage(true, "10m"));

  private RunnerTasks tasks;
  private TaskQueue queue;
  private TaskQueue other;

  @BeforeEach
  void create() {
    tasks = new RunnerTasks(DATABASE.dataSource());
    queue = new TaskQueue(DATABASE.dataSource(), "runner-1");
    other = new TaskQueue(DATABASE.dataSource(), "runner-2");
  }

  private RunnerTask ask(RunnerTask.Kind kind) throws SQLException {
    return accepted(tasks.ask(new RunnerTasks.Wish(kind, null, "job-1", SETTINGS, "anna"), null));
  }

  private static RunnerTask accepted(RunnerTasks.Asked asked) {
    assertThat(asked).isInstanceOf(RunnerTasks.Asked.Accepted.class);
    return ((RunnerTasks.Asked.Accepted) asked).task();
  }

  @Test
  void settingsOfAnEarlierBuildAreRead() {
    assertThat(TaskSettings.read("{\"columns\":{},\"force\":false,\"retry\":false}"))
        .isEqualTo(TaskSettings.NONE);
  }

  @Test
  void taskKeepsItsSettings() throws SQLException {
    RunnerTask asked = ask(RunnerTask.Kind.ESTIMATE);

    assertThat(tasks.find(asked.taskId())).contains(asked);
    assertThat(asked.settings()).isEqualTo(SETTINGS);
    assertThat(asked.state()).isEqualTo(RunnerTask.State.QUEUED);
    assertThat(asked.settings().again().budgetUsd()).isNull();
    assertThat(asked.settings().again().force()).isFalse();
  }

  @Test
  void sameKeyAsksForTheSameThingOnce() throws SQLException {
    RunnerTasks.Wish wish =
        new RunnerTasks.Wish(RunnerTask.Kind.CANCEL, null, "job-1", SETTINGS, "anna");
    RunnerTasks.Once once = new RunnerTasks.Once("key", "hash");
    RunnerTask first = accepted(tasks.ask(wish, once));

    assertThat(accepted(tasks.ask(wish, once)).taskId()).isEqualTo(first.taskId());
    assertThat(tasks.ask(wish, new RunnerTasks.Once("key", "another")))
        .isInstanceOf(RunnerTasks.Asked.OtherRequest.class);
    RunnerTasks.Wish ofBob =
        new RunnerTasks.Wish(RunnerTask.Kind.CANCEL, null, "job-1", SETTINGS, "bob");
    assertThat(accepted(tasks.ask(ofBob, once)).taskId()).isNotEqualTo(first.taskId());
  }

  @Test
  void fullQueueTakesNothing() throws SQLException {
    for (int i = 0; i < RunnerTasks.QUEUED_MAX; i++) {
      ask(RunnerTask.Kind.CANCEL);
    }

    assertThat(
            tasks.ask(
                new RunnerTasks.Wish(RunnerTask.Kind.RUN, null, null, SETTINGS, "anna"), null))
        .isInstanceOf(RunnerTasks.Asked.QueueFull.class);
  }

  @Test
  void taskWithoutItsFileIsRefused() throws SQLException {
    assertThat(
            tasks.ask(
                new RunnerTasks.Wish(RunnerTask.Kind.RUN, "upload-1", null, SETTINGS, "anna"),
                null))
        .isInstanceOf(RunnerTasks.Asked.UploadGone.class);
  }

  @Test
  void oneRunnerHasATaskUntilItIsSilent() throws SQLException {
    RunnerTask asked = ask(RunnerTask.Kind.RUN);
    assertThat(queue.claim(true).orElseThrow().taskId()).isEqualTo(asked.taskId());
    begin(asked, "job-2");
    assertThat(other.claim(true)).isEmpty();
    assertThat(queue.extend(List.of(asked.taskId()))).containsExactly(asked.taskId());

    DATABASE.execute("update runner_tasks set lease_until = now() - interval '1 second'");
    RunnerTask taken = other.claim(true).orElseThrow();
    assertThat(taken.attempts()).isEqualTo(2);
    assertThat(taken.jobId()).isEqualTo("job-1");
    assertThat(queue.extend(List.of(asked.taskId()))).isEmpty();
    queue.done(asked.taskId(), null);
    assertThat(tasks.find(asked.taskId()).orElseThrow().state())
        .isEqualTo(RunnerTask.State.RUNNING);
    other.failed(asked.taskId(), "no rows", "add some");
    assertThat(tasks.find(asked.taskId()).orElseThrow().problem()).isEqualTo("no rows");
    assertThat(queue.anyOpen()).isFalse();
  }

  private boolean begin(RunnerTask task, String jobId) throws SQLException {
    return new Statements(DATABASE.dataSource())
        .run(handle -> queue.begin(handle, task.taskId(), jobId));
  }

  @Test
  void runCancelledAfterItsClaimDoesNotOpenItsJob() throws SQLException {
    RunnerTask run =
        accepted(
            tasks.ask(
                new RunnerTasks.Wish(RunnerTask.Kind.RUN, null, null, SETTINGS, "anna"), null));
    queue.claim(true);
    assertThat(tasks.cancel(run.taskId(), "it was cancelled by anna")).isTrue();
    assertThat(state(run)).isEqualTo(RunnerTask.State.RUNNING);

    Jobs jobs = new Jobs(DATABASE.dataSource());
    assertThat(jobs.open(TestRows.opening("job-1"), run.taskId(), queue)).isEmpty();
    assertThat(jobs.find("job-1")).isEmpty();
    other.endCancelled(run.taskId());
    assertThat(state(run)).isEqualTo(RunnerTask.State.RUNNING);
    queue.endCancelled(run.taskId());
    assertThat(state(run)).isEqualTo(RunnerTask.State.FAILED);
    assertThat(tasks.find(run.taskId()).orElseThrow().problem())
        .isEqualTo("it was cancelled by anna");
  }

  @Test
  void runWhoseJobIsOpenEndsWithItsJob() throws SQLException {
    RunnerTask run = ask(RunnerTask.Kind.RUN);
    queue.claim(true);
    Jobs jobs = new Jobs(DATABASE.dataSource());
    assertThat(jobs.open(TestRows.opening("job-1"), run.taskId(), queue)).isPresent();
    assertThat(tasks.cancel(run.taskId(), "it was cancelled by anna")).isFalse();
    queue.endCancelled(run.taskId());
    assertThat(state(run)).isEqualTo(RunnerTask.State.RUNNING);
  }

  @Test
  void runThatWasTakenOverDoesNotOpenItsJob() throws SQLException {
    RunnerTask run = ask(RunnerTask.Kind.RUN);
    queue.claim(true);
    DATABASE.execute("update runner_tasks set lease_until = now() - interval '1 second'");
    assertThat(other.claim(true)).isPresent();
    assertThat(begin(run, "job-1")).isFalse();
  }

  @Test
  void estimateIsCancelledUntilItHasEnded() throws SQLException {
    RunnerTask estimate = ask(RunnerTask.Kind.ESTIMATE);
    queue.claim(true);
    assertThat(tasks.cancel(estimate.taskId(), "it was cancelled by anna")).isTrue();
    queue.done(estimate.taskId(), "{}");
    assertThat(state(estimate)).isEqualTo(RunnerTask.State.FAILED);
    assertThat(tasks.cancel(estimate.taskId(), "too late")).isFalse();
  }

  private RunnerTask.State state(RunnerTask task) throws SQLException {
    return tasks.find(task.taskId()).orElseThrow().state();
  }

  @Test
  void runnerThatStopsGivesItsTasksBack() throws SQLException {
    RunnerTask asked = ask(RunnerTask.Kind.RUN);
    queue.claim(true);
    queue.release();

    assertThat(other.claim(true).orElseThrow().attempts()).isEqualTo(1);
    other.noteRowProblems(asked.taskId(), "[{\"line\":3}]");
    other.done(asked.taskId(), null);
    assertThat(tasks.latestRun("job-1").orElseThrow().rowProblems()).contains("\"line\": 3");
  }

  @Test
  void runsWaitForRoomAndShortTasksDoNot() throws SQLException {
    ask(RunnerTask.Kind.RUN);
    RunnerTask estimate = ask(RunnerTask.Kind.ESTIMATE);

    assertThat(queue.claim(false).orElseThrow().taskId()).isEqualTo(estimate.taskId());
    queue.done(estimate.taskId(), "{\"rows\":3}");
    assertThat(tasks.find(estimate.taskId()).orElseThrow().estimate()).isEqualTo("{\"rows\": 3}");
    assertThat(queue.claim(false)).isEmpty();
  }

  @Test
  void runsOfOneFileDoNotOverlap() throws Exception {
    RunnerTasks.Wish wish =
        new RunnerTasks.Wish(RunnerTask.Kind.RUN, upload(), null, SETTINGS, "anna");
    RunnerTask first = accepted(tasks.ask(wish, null));
    accepted(tasks.ask(wish, null));

    assertThat(queue.claim(true).orElseThrow().taskId()).isEqualTo(first.taskId());
    assertThat(other.claim(true)).isEmpty();
    queue.done(first.taskId(), null);
    assertThat(other.claim(true)).isPresent();
  }

  @Test
  void runsOfOneFileDoNotOverlapThoughTwoRunnersTakeThemAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      for (int file = 0; file < 5; file++) {
        RunnerTasks.Wish wish =
            new RunnerTasks.Wish(RunnerTask.Kind.RUN, upload(), null, SETTINGS, "anna");
        accepted(tasks.ask(wish, null));
        accepted(tasks.ask(wish, null));
      }
      List<Callable<Void>> runners = new ArrayList<>();
      for (int runner = 0; runner < 4; runner++) {
        TaskQueue one = new TaskQueue(DATABASE.dataSource(), "runner-" + runner);
        runners.add(
            () -> {
              while (one.claim(true).isPresent()) {
                // It takes what it gets.
              }
              return null;
            });
      }
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Void> ended : threads.invokeAll(runners)) {
          ended.get();
        }
      }
      assertThat(DATABASE.number("select count(*) from runner_tasks where state = 'running'"))
          .as("round %d", round)
          .isEqualTo(5);
      DATABASE.execute("delete from runner_tasks", "delete from uploads");
    }
  }

  private static String upload() throws Exception {
    Uploads uploads = new Uploads(DATABASE.dataSource());
    return uploads
        .store(
            uploads.begin("rows.csv", "anna").orElseThrow(),
            new ByteArrayInputStream(new byte[] {1}))
        .uploadId();
  }

  @Test
  void taskIsForgottenLongAfterItsEnd() throws SQLException {
    ask(RunnerTask.Kind.CANCEL);
    DATABASE.execute(
        "update runner_tasks set state = 'done', ended_at = now() - interval '31 days'");
    ask(RunnerTask.Kind.CANCEL);

    assertThat(DATABASE.number("select count(*) from runner_tasks")).isEqualTo(1);
  }
}
