package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.classify.local.nginx.NginxProgram;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A cluster goes from three nodes to five and back while jobs run, although each command is killed
/// in the middle and repeated. [ClusterTrialIT] does the same in Docker.
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
      DatabaseQueries tables = stack.tables();
      RepeatedJobs jobs = RepeatedJobs.begin(stack.program(), tables, input, ROWS, "local", "run");
      jobs.awaitFirstRow();
      String begun = tables.now();
      new ResizeCommand(stack.program(), "local", "grow", 5).killAndRepeat();
      assertThat(stack.local("status").out()).contains("restate-5");
      new ResizeCommand(stack.program(), "local", "shrink", 3).killAndRepeat();
      Duration pause = tables.longestPause(begun);
      assertThat(stack.program().home().resolve("restate-4")).doesNotExist();
      assertThat(stack.local("status").out()).doesNotContain("restate-4");

      System.out.printf("jobs=%d rows=%d longest_pause=%s%n", jobs.end(), ROWS, pause);
      assertThat(pause).isLessThan(PAUSE_MAX);
      assertThat(stack.local("shrink", "--nodes", "2").exit()).isEqualTo(2);
    } finally {
      stack.down();
    }
  }
}
