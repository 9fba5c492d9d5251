package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.LocalCluster;
import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.nginx.NginxProgram;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of the cluster die by kill -9 in the middle of a job, which ends by itself.
@ResourceLock("ports of a cluster")
@ResourceLock(ScratchCluster.FIVE_NODES)
@Order(2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsIT {

  private static final int ROWS = 2_400;

  /// Enough that a job is under way for seconds after a quarter of it is stored.
  private static final int MANY_ROWS = 4_000;

  private EmbeddedStack stack;
  private Cluster cluster;
  private Path input;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    stack = EmbeddedStack.up(folder, "--nodes", "5", "--workers", "5");
    cluster =
        new LocalCluster(
            LocalStack.attach(stack.program().home()).orElseThrow(),
            LocalSettings.from(stack.program().environment()));
    input = Samples.repeated(folder, ROWS);
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      stack.down();
    }
  }

  @Test
  void everyNodeBelongsToTheClusterAndNoLogHoldsASecret() throws Exception {
    CommandOutput nodes = cluster.restatectl("restate-2", "nodes", "list", "--extra");
    assertThat(nodes.exit()).as(nodes.output()).isZero();
    for (String node : cluster.nodes()) {
      assertThat(nodes.output()).containsPattern(node + " .* read-write .* Member ");
    }
    String secret = stack.file().get("objectStorePassword").asText();
    assertThat(secret).hasSizeGreaterThan(20);
    try (Stream<Path> logs = Files.list(stack.program().home().resolve("logs"))) {
      assertThat(logs)
          .hasSizeGreaterThan(13)
          .allSatisfy(log -> assertThat(log).content().doesNotContain(secret));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classify-service-3",
        "nginx",
        "restate-1",
        "restate-4",
        "object-store",
        "postgres"
      })
  void jobEndsByItselfAlthoughAPartDies(String part) throws Exception {
    StoredJob job = job("kill-" + part);
    BuiltProgram.RunningCall run = run(job, input);
    job.awaitStored(1);
    stack.program().part(part).destroyForcibly();

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    job.assertEveryRowStoredOnce();
  }

  @Test
  void batchesGoOnWhileTwoNodesAreDown(@TempDir Path folder) throws Exception {
    StoredJob job = new StoredJob(stack, "two-nodes", MANY_ROWS);
    BuiltProgram.RunningCall run = run(job, Samples.repeated(folder, MANY_ROWS));
    job.awaitStored(1);
    cluster.kill("restate-1");
    cluster.kill("restate-5");
    // What was under way at the blow is less than this.
    job.awaitStored(job.stored() + MANY_ROWS / 4);
    assertThat(job.stored()).isLessThan(MANY_ROWS);
    BuiltProgram.Result status = stack.local("status");
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.out())
        .containsPattern("restate-1 +held ")
        .containsPattern("restate-5 +held ")
        .contains("restate-1 is down: a command keeps it down", "fix: remove the cause");
    cluster.start("restate-1");
    cluster.start("restate-5");

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    job.assertEveryRowStoredOnce();
  }

  @Test
  void nodeThatLostItsDiskIsBroughtBackByOneCommand() throws Exception {
    cluster.kill("restate-3");
    Folder.delete(stack.program().home().resolve("restate-3"));
    StoredJob job = job("while-repaired");
    BuiltProgram.RunningCall run = run(job, input);
    job.awaitStored(1);

    BuiltProgram.Result repair = stack.local("repair", "restate-3");
    assertThat(repair.exit()).as(repair.out() + repair.err()).isZero();
    assertThat(cluster.restatectl("restate-3", "nodes", "list", "--extra").output())
        .containsPattern("restate-3 .* read-write .* Member ");
    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    job.assertEveryRowStoredOnce();
    assertThat(stack.local("repair", "restate-3").exit()).as("it is well now").isEqualTo(2);
  }

  private BuiltProgram.RunningCall run(StoredJob job, Path file) {
    return stack
        .program()
        .begin("local", "run", file.toString(), "--job", job.id(), "--force", "--in-flight", "8");
  }

  private StoredJob job(String id) throws IOException {
    return new StoredJob(stack, id, ROWS);
  }
}
