package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.classify.local.nginx.NginxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A cluster goes from three nodes to five and back while jobs run, although each command is killed
/// in the middle and repeated.
@ResourceLock("ports of a cluster")
class ClusterResizeIT {

  /// For the whole trial: CLASSIFY_RESIZE_ROWS=60000.
  private static final int ROWS =
      Integer.parseInt(System.getenv().getOrDefault("CLASSIFY_RESIZE_ROWS", "6000"));

  /// Below 10 s on two cores, but other tests may have them.
  private static final Duration PAUSE_MAX = Duration.ofSeconds(20);

  @Test
  void jobsGoOnWhileNodesComeAndGo(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    EmbeddedStack stack = EmbeddedStack.up(folder, "--nodes", "3", "--workers", "2");
    try {
      Path input = Samples.repeated(folder, ROWS);
      AtomicBoolean resized = new AtomicBoolean();
      // Not in the common pool, which has one thread on two cores: the client of Restate uses it.
      CompletableFuture<Integer> jobs =
          CompletableFuture.supplyAsync(
              () -> runJobs(stack, input, resized), Thread.ofPlatform().daemon()::start);
      StoredJob first = new StoredJob(stack, "job-1", ROWS);
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(() -> jobs.isCompletedExceptionally() || first.stored() > 0);
      assertThat(jobs).isNotCompletedExceptionally();
      resize(stack, "grow", 5);
      assertThat(stack.local("status").out()).contains("restate-5");
      resize(stack, "shrink", 3);
      resized.set(true);
      assertThat(stack.program().home().resolve("restate-4")).doesNotExist();
      assertThat(stack.local("status").out()).doesNotContain("restate-4");

      int ended = jobs.get(10, TimeUnit.MINUTES);
      Duration pause = longestPause(stack);
      System.out.printf("jobs=%d rows=%d longest_pause=%s%n", ended, ROWS, pause);
      assertThat(pause).isLessThan(PAUSE_MAX);
      assertThat(stack.local("shrink", "--nodes", "2").exit()).isEqualTo(2);
    } finally {
      stack.down();
    }
  }

  /// One job after another, as long as the cluster changes.
  private static int runJobs(EmbeddedStack stack, Path input, AtomicBoolean resized) {
    int ended = 0;
    try {
      while (!resized.get()) {
        StoredJob job = new StoredJob(stack, "job-" + (ended + 1), ROWS);
        BuiltProgram.Result run =
            stack.local("run", input.toString(), "--job", job.id(), "--force", "--in-flight", "2");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        job.assertEveryRowStoredOnce();
        ended++;
      }
    } catch (InterruptedException | IOException | SQLException e) {
      throw new AssertionError(e);
    }
    return ended;
  }

  /// Kills the command once it has begun to change copies, and repeats it.
  private static void resize(EmbeddedStack stack, String command, int nodes) throws Exception {
    String number = Integer.toString(nodes);
    BuiltProgram.RunningCommand killed = stack.program().start("local", command, "--nodes", number);
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                Files.readString(killed.out()).contains("partitions ")
                    || !killed.process().isAlive());
    assertThat(killed.process().isAlive()).as(Files.readString(killed.err())).isTrue();
    killed.process().destroyForcibly().waitFor();

    BuiltProgram.Result ended = stack.program().start("local", command, "--nodes", number).await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).containsPattern("copies +done already");
  }

  private static Duration longestPause(EmbeddedStack stack) throws Exception {
    return Duration.ofMillis(
        stack.number(
            """
            select (1000 * extract(epoch from max(pause)))::bigint
              from (select attempted_at - lag(attempted_at) over (order by attempted_at) as pause
                      from classification_attempts) as pauses
            """));
  }
}
