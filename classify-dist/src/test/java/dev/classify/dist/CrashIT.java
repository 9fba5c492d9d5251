package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes die by `kill -9` during a run; the same command finishes it.
@Order(6)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

  private static final int ROWS = 3_000;

  /// Enough for seconds, because a signal needs a program that sends it.
  private static final int MANY_ROWS = 6_000;

  private EmbeddedStack stack;
  private Path input;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.up(folder);
    input = Samples.repeated(folder, ROWS);
  }

  @AfterAll
  void stop() throws Exception {
    stack.down();
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "restate", "postgres"})
  void runFinishesAlthoughAPartOfTheStackDies(String part) throws Exception {
    String job = "kill-" + part;
    BuiltProgram.RunningCall run = stack.program().begin(run(job));
    job(job).awaitStored(1);
    stack.program().part(part).destroyForcibly();

    BuiltProgram.Result ended = run.await();
    // If the run failed, the same command finishes it.
    BuiltProgram.Result again = ended.exit() == 0 ? ended : stack.program().call(run(job));
    assertThat(again.exit()).as(ended.err() + again.err()).isZero();
    job(job).assertEveryRowStoredOnce();
  }

  @Test
  void sameCommandFinishesTheJobOfAKilledCommand() throws Exception {
    BuiltProgram.RunningCommand run = stack.program().start(run("kill-cli"));
    job("kill-cli").awaitStored(1);
    run.process().destroyForcibly().waitFor();
    assertThat(job("kill-cli").stored()).isLessThan(ROWS);
    stack.execute(
        "update jobs set seen_at = seen_at - interval '1 minute' where job_id = 'kill-cli'");
    assertThat(stack.local("status").out())
        .containsPattern("kill-cli +detached ")
        .contains("kill-cli: its command died, seen last at ");

    BuiltProgram.Result again = stack.program().call(run("kill-cli"));
    assertThat(again.exit()).as(again.err()).isZero();
    job("kill-cli").assertEveryRowStoredOnce();
  }

  @Test
  void interruptedCommandSaysHowToContinueAndTheSameCommandContinues(@TempDir Path folder)
      throws Exception {
    String[] command = run("ctrl-c", Samples.repeated(folder, MANY_ROWS));
    StoredJob job = new StoredJob(stack, "ctrl-c", MANY_ROWS);
    BuiltProgram.RunningCommand run = stack.program().start(command);
    job.awaitStored(1);
    new ProcessBuilder("kill", "-INT", Long.toString(run.process().pid())).start().waitFor();

    BuiltProgram.Result detached = run.await();
    assertThat(detached.exit()).isEqualTo(130);
    assertThat(detached.err()).contains("detached:", "of 6000 rows", "Run the same command again");
    assertThat(stack.number("select count(*) from jobs where state = 'detached'")).isOne();

    BuiltProgram.Result again = stack.program().call(command);
    assertThat(again.exit()).as(again.err()).isZero();
    job.assertEveryRowStoredOnce();
  }

  /// Forces each run, so that rows classified by another test are classified again.
  private String[] run(String job) {
    return run(job, input);
  }

  private static String[] run(String job, Path file) {
    return new String[] {
      "local", "run", file.toString(), "--job", job, "--force", "--in-flight", "4"
    };
  }

  private StoredJob job(String id) throws IOException {
    return new StoredJob(stack, id, ROWS);
  }
}
