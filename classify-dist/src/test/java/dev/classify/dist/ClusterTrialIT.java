package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.cluster.ClusterSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done to a cluster in Docker while a job is under way. Each takes minutes, so they run
/// only with CLASSIFY_CLUSTER_TRIALS=true, and print what they measure; docs/cluster.md has the
/// figures. [ClusterResizeIT] and [BackupIT] are small ones with processes.
@ExtendWith(BuiltImage.class)
@ResourceLock(ScratchCluster.FIVE_NODES)
@EnabledIfEnvironmentVariable(named = "CLASSIFY_CLUSTER_TRIALS", matches = "true")
class ClusterTrialIT {

  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// The simulator answers after a second in place of a model.
  private static final Map<String, String> SIMULATED = Map.of("COMPOSE_PROFILES", "simulate");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jobsGoOnWhileNodesComeAndGo(boolean killed, @TempDir Path folder) throws Exception {
    int rows = 60_000;
    ScratchCluster cluster = ScratchCluster.of(new ClusterSize(3, 2), folder, Map.of());
    try {
      up(cluster);
      RepeatedJobs jobs =
          RepeatedJobs.begin(
              cluster.inThisJvm(), cluster.tables(), Samples.repeated(folder, rows), rows, "run");
      jobs.awaitFirstRow();
      resize(cluster, "grow", 5, killed);
      resize(cluster, "shrink", 3, killed);
      System.out.printf("jobs=%d rows=%d%n", jobs.end(), rows);
    } finally {
      cluster.must("cluster", "clean", "--yes");
    }
  }

  private static void up(ScratchCluster cluster) throws Exception {
    cluster.program().run("cluster", "clean", "--yes");
    BuiltProgram.Result up = cluster.program().start("cluster", "up").await(LIMIT);
    assertThat(up.exit()).as(up.out() + up.err()).isZero();
  }

  private static void resize(ScratchCluster cluster, String name, int nodes, boolean killed)
      throws Exception {
    ResizeCommand command = new ResizeCommand(cluster.program(), "cluster", name, nodes);
    PauseWatch watch = PauseWatch.begin(name + (killed ? " killed and repeated" : ""), cluster);
    if (killed) {
      command.killAndRepeat();
    } else {
      System.out.print(command.run().out());
    }
    assertThat(watch.end()).isLessThan(PAUSE_MAX);
  }

  /// With CLASSIFY_TRIAL_NODES=5 of that many, and with CLASSIFY_TRIAL_RESTATE=1.7.10 from that
  /// version of Restate to the present one.
  @Test
  void everyPartIsReplacedWhileAJobAsksAModel(@TempDir Path folder) throws Exception {
    int nodes = Integer.parseInt(System.getenv().getOrDefault("CLASSIFY_TRIAL_NODES", "3"));
    ScratchCluster cluster = ScratchCluster.of(new ClusterSize(nodes, nodes), folder, SIMULATED);
    Path compose = folder.resolve("docker-compose.cluster.yml");
    String present = Files.readString(compose);
    String former = System.getenv().getOrDefault("CLASSIFY_TRIAL_RESTATE", "");
    if (!former.isEmpty()) {
      Files.writeString(compose, present.replaceAll("(restatedev/restate:)\\S+", "$1" + former));
    }
    try {
      up(cluster);
      SimulatedJob job = SimulatedJob.of(cluster, 32_000, 900);
      BuiltProgram.RunningCall run = job.begin();
      job.awaitStored(1_000);
      Files.writeString(compose, present);
      PauseWatch watch =
          PauseWatch.begin("upgrade of %1$d nodes, %1$d workers".formatted(nodes), cluster);
      upgrade(cluster, "nodes", "workers", "--recreate");
      Duration pause = watch.end();
      assertThat(run.isAlive()).as("the job has to last until all are replaced").isTrue();
      List<String> replaced = nodesAndWorkers(cluster, nodes);
      assertThat(upgrade(cluster)).contains("restate-1 is up to date", "service-1 is up to date");
      assertThat(nodesAndWorkers(cluster, nodes)).isEqualTo(replaced);
      job.assertEndsWithEveryRowStoredOnce(run);
      assertThat(cluster.requestsArrived()).isEqualTo(job.requestsNeeded(job.rows()));
      assertThat(pause).isLessThan(PAUSE_MAX);
    } finally {
      cluster.must("cluster", "clean", "--yes");
    }
  }

  private static List<String> nodesAndWorkers(ScratchCluster cluster, int nodes) throws Exception {
    ClusterSize size = new ClusterSize(nodes, nodes);
    return cluster.running(
        Stream.concat(size.nodeNames().stream(), size.workerNames().stream())
            .toArray(String[]::new));
  }

  private static String upgrade(ScratchCluster cluster, String... options) throws Exception {
    String[] words = BuiltProgram.words("cluster", BuiltProgram.words("upgrade", options));
    BuiltProgram.Result upgrade = cluster.program().start(words).await(LIMIT);
    assertThat(upgrade.exit()).as(upgrade.out() + upgrade.err()).isZero();
    return upgrade.err();
  }

  @Test
  void sameCommandFinishesTheJobOfABackupElsewhere(@TempDir Path folder) throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path backup = folder.resolve("backup");
    ScratchCluster cluster = ScratchCluster.of(ClusterSize.SHIPPED, first, SIMULATED);
    SimulatedJob job = SimulatedJob.of(cluster, 6_000, 900);
    ScratchCluster other;
    long stored;
    try {
      up(cluster);
      BuiltProgram.RunningCall run = job.begin();
      job.awaitStored(1_000);
      stored = job.stored();
      PauseWatch watch = PauseWatch.begin("from the backup to the end of the job", cluster);
      System.out.print(cluster.must("cluster", "backup", backup.toString()).out());
      assertThat(run.isAlive()).isTrue();
      job.assertEndsWithEveryRowStoredOnce(run);
      assertThat(watch.end()).isLessThan(PAUSE_MAX);
      other = cluster.elsewhere(folder.resolve("other"));
    } finally {
      cluster.must("cluster", "clean", "--yes");
    }
    try {
      other.must("cluster", "restore", backup.toString());
      other.must("cluster", "up");
      SimulatedJob again = job.on(other);
      System.out.printf("rows stored at backup=%d, after `up`=%d%n", stored, again.stored());
      again.assertEndsWithEveryRowStoredOnce(again.begin());
      System.out.printf("requests after restore=%d%n", other.requestsArrived());
      assertThat(other.requestsArrived())
          .isPositive()
          .isLessThanOrEqualTo(job.requestsNeeded(job.rows() - stored));
    } finally {
      other.must("cluster", "clean", "--yes");
    }
  }

  @Test
  void sevenNodesAndTenWorkersComeUpAndPassEveryCheck(@TempDir Path folder) throws Exception {
    int rows = 2_000;
    ScratchCluster cluster = ScratchCluster.of(new ClusterSize(7, 10), folder, Map.of());
    try {
      long begun = System.nanoTime();
      up(cluster);
      System.out.printf("up in %s%n", Duration.ofNanos(System.nanoTime() - begun));
      System.out.print(cluster.must("cluster", "verify").out());
      Path input = Samples.repeated(folder, rows);
      System.out.print(cluster.must("run", input.toString(), "--job", "small").out());
      new StoredJob(cluster.tables(), "small", rows).assertEveryRowStoredOnce();
      System.out.print(cluster.memory());
    } finally {
      cluster.must("cluster", "clean", "--yes");
    }
  }

  @Test
  void twentyWorkersShareTheConnectionsOfThePooler(@TempDir Path folder) throws Exception {
    ScratchCluster cluster =
        ScratchCluster.of(
            new ClusterSize(3, 5),
            folder,
            Map.of(
                "COMPOSE_PROFILES",
                "simulate,pooler",
                "SERVICE_DB_URL",
                "jdbc:postgresql://pgbouncer:6432/classify"));
    try {
      up(cluster);
      // Fifteen JVMs that start at once take two busy cores longer than their health check waits.
      for (int extra : new int[] {5, 10, 15}) {
        cluster.scaleExtraWorkers(extra, "--wait");
      }
      System.out.print(cluster.must("cluster", "verify").out());
      // As fast as two cores and one simulator are with so many workers.
      SimulatedJob job = SimulatedJob.of(cluster, 20_000, 3_000);
      ConnectionCount count = ConnectionCount.begin(cluster);
      job.assertEndsWithEveryRowStoredOnce(job.begin());
      int[] most = count.end();
      System.out.printf("connections: %d of PgBouncer, %d in all%n", most[0], most[1]);
      assertThat(cluster.requestsArrived()).isEqualTo(job.requestsNeeded(job.rows()));
      System.out.print(cluster.memory());
    } finally {
      cluster.must("cluster", "clean", "--yes");
    }
  }
}
