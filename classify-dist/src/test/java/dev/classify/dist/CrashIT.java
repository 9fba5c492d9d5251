package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes die by kill -9 in the middle of a run; the same command finishes it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

  private static final int ROWS = 6_000;

  private Stack stack;
  private Path input;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = Stack.up(folder);
    input = Samples.repeated(folder, ROWS);
  }

  @AfterAll
  void stop() throws Exception {
    stack.down();
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "restate", "postgres"})
  void runIsFinishedAlthoughAPartOfTheStackDies(String part) throws Exception {
    String job = "kill-" + part;
    Program.Running run = run(job);
    awaitStored(job, 1);
    stack.program().part(part).destroyForcibly();

    Program.Ended ended = run.await();
    // Whether the run outlived the blow or not, the same command ends with everything done.
    Program.Ended again = ended.exit() == 0 ? ended : run(job).await();
    assertThat(again.exit()).as(ended.err() + again.err()).isZero();
    assertEveryRowStoredOnce(job);
  }

  @Test
  void sameCommandFinishesWhatAKilledCommandBegan() throws Exception {
    Program.Running run = run("kill-cli");
    awaitStored("kill-cli", 1);
    run.process().destroyForcibly().waitFor();
    assertThat(stored("kill-cli")).isLessThan(ROWS);

    Program.Ended again = run("kill-cli").await();
    assertThat(again.exit()).as(again.err()).isZero();
    assertEveryRowStoredOnce("kill-cli");
  }

  @Test
  void interruptedCommandSaysHowToGoOnAndTheSameCommandDoes() throws Exception {
    Program.Running run = run("ctrl-c");
    awaitStored("ctrl-c", 1);
    new ProcessBuilder("kill", "-INT", Long.toString(run.process().pid())).start().waitFor();

    Program.Ended detached = run.await();
    assertThat(detached.exit()).isEqualTo(130);
    assertThat(detached.err()).contains("detached:", "of 6000 rows", "the same command goes on");
    assertThat(stack.number("select count(*) from jobs where state = 'detached'")).isOne();

    Program.Ended again = run("ctrl-c").await();
    assertThat(again.exit()).as(again.err()).isZero();
    assertEveryRowStoredOnce("ctrl-c");
  }

  /// Each run is forced, so that rows which another test answered are asked for again.
  private Program.Running run(String job) throws Exception {
    return stack
        .program()
        .start("local", "run", input.toString(), "--job", job, "--force", "--in-flight", "4");
  }

  private void awaitStored(String job, long rows) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> stored(job) >= rows);
  }

  private long stored(String job) throws Exception {
    return stack.number(
        "select coalesce(sum(classified), 0) from job_batches where job_id = '" + job + "'");
  }

  private void assertEveryRowStoredOnce(String job) throws Exception {
    assertThat(stored(job)).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classifications where job_id = '" + job + "'"))
        .isEqualTo(ROWS);
    assertThat(
            stack.number(
                "select count(*) from classification_attempts where job_id = '" + job + "'"))
        .isEqualTo(ROWS);
    assertThat(
            stack.number(
                "select count(*) from jobs where state = 'complete' and job_id = '" + job + "'"))
        .isOne();
  }
}
