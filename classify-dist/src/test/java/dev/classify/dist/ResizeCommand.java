package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;

/// `grow` or `shrink`, as a process.
///
/// @param cluster `local` or `cluster`
record ResizeCommand(BuiltProgram program, String cluster, String name, int nodes) {

  private static final Duration LIMIT = Duration.ofMinutes(8);

  BuiltProgram.Result run() throws Exception {
    BuiltProgram.Result ended = start().await(LIMIT);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    return ended;
  }

  /// Kills it once it has begun to change copies, and repeats it.
  void killAndRepeat() throws Exception {
    BuiltProgram.RunningCommand killed = start();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                Files.readString(killed.out()).contains("partitions ")
                    || !killed.process().isAlive());
    assertThat(killed.process().isAlive()).as(Files.readString(killed.err())).isTrue();
    killed.process().destroyForcibly().waitFor();
    assertThat(run().out()).containsPattern("copies +done already");
  }

  private BuiltProgram.RunningCommand start() throws Exception {
    return program.start(cluster, name, "--nodes", Integer.toString(nodes));
  }
}
