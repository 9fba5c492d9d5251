package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
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
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of the cluster die by kill -9 in the middle of a job, which ends by itself.
@ResourceLock("ports of a cluster")
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsIT {

  private static final int ROWS = 4_000;
  private static final int ONE_BATCH = 40;
  private static final Duration SLOW = Duration.ofSeconds(90);
  private static final Pattern REQUEST_TIME = Pattern.compile(" time=([0-9.]+) ");

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
    BuiltProgram.RunningCommand run = run(job, input);
    job.awaitStored(1);
    stack.program().part(part).destroyForcibly();

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    job.assertEveryRowStoredOnce();
  }

  @Test
  void batchesGoOnWhileTwoNodesAreDown() throws Exception {
    StoredJob job = job("two-nodes");
    BuiltProgram.RunningCommand run = run(job, input);
    job.awaitStored(1);
    cluster.kill("restate-1");
    cluster.kill("restate-5");
    // What was under way at the blow is less than this.
    job.awaitStored(job.stored() + ROWS / 4);
    assertThat(job.stored()).isLessThan(ROWS);
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
    BuiltProgram.RunningCommand run = run(job, input);
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

  /// Longer than NGINX waits by default, and than the command does before it asks again.
  /// Comes first: for some seconds after a node was down, its partitions change leaders, and a new
  /// leader repeats the calls of the old one.
  @Test
  @Order(1)
  void callOfNinetySecondsPassesThroughNginxOnce() throws Exception {
    StoredJob job = new StoredJob(stack, "slow", ONE_BATCH);
    int before = calls().size();
    BuiltProgram.RunningCommand run;
    try (HikariDataSource database = stack.openDatabase();
        Connection connection = database.getConnection();
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute("lock table job_batches in exclusive mode");
      run = run(job, Samples.repeated(input.resolveSibling(""), ONE_BATCH));
      await().until(() -> stack.number("select count(*) from pg_locks where not granted") > 0);
      // From here on it is not the database that is slow: its driver would give up after 60 s.
      signalWorkers("STOP");
    }
    Thread.sleep(SLOW);
    assertThat(run.process().isAlive()).isTrue();
    signalWorkers("CONT");

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    job.assertEveryRowStoredOnce();
    List<String> calls = calls().subList(before, calls().size());
    assertThat(calls).allMatch(call -> call.contains(" status=200 "));
    assertThat(calls.stream().map(ClusterFaultsIT::seconds).filter(s -> s >= SLOW.toSeconds()))
        .as(String.join("\n", calls))
        .hasSize(1);
    assertThat(calls).hasSize(2);
  }

  /// Lines of NGINX's access log for batches; a batch is called once for its step, and once to end.
  private List<String> calls() throws IOException {
    try (Stream<String> lines =
        Files.lines(stack.program().home().resolve("logs").resolve("nginx.log"))) {
      return lines.filter(line -> line.contains(" POST /invoke/classify-api/batch ")).toList();
    }
  }

  private static double seconds(String call) {
    Matcher time = REQUEST_TIME.matcher(call);
    assertThat(time.find()).as(call).isTrue();
    return Double.parseDouble(time.group(1));
  }

  private void signalWorkers(String signal) throws Exception {
    for (String worker : cluster.workers()) {
      String pid = Long.toString(stack.program().part(worker).pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }
  }

  private BuiltProgram.RunningCommand run(StoredJob job, Path file) throws Exception {
    return stack
        .program()
        .start("local", "run", file.toString(), "--job", job.id(), "--force", "--in-flight", "8");
  }

  private StoredJob job(String id) {
    return new StoredJob(stack, id, ROWS);
  }
}
