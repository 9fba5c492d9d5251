package dev.classify.cli.cluster.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each check on a cluster that is whole, and on one that is not.
class ChecksTest {

  private static final String TWO_NODES =
      """
      2 rows. Query took 4.160366ms
      [{"name":"restate-1","state":"alive","storage_state":"read-write","has_log_server_role":true},
       {"name":"restate-2","state":"alive","storage_state":"read-write","has_log_server_role":true}]
      """;

  private static final String TWO_PARTITIONS =
      """
      [{"partition_id":0,"replicas":"N2,N1","leader":"N1","applied":400,"archived":300},
       {"partition_id":1,"replicas":"N1,N2","leader":"N2","applied":20,"archived":0}]
      """;

  private static final String SETTINGS =
      """
      [{"key":"default-replication","value":"2"},
       {"key":"worker.snapshots.destination","value":"s3://restate/snapshots"},
       {"key":"worker.snapshots.snapshot-interval-num-records","value":"100"}]
      """;

  private StubCluster cluster;
  private ClusterUnderTest subject;

  @BeforeEach
  void start() throws IOException {
    cluster = new StubCluster();
    cluster.tool.put("from nodes", TWO_NODES);
    cluster.tool.put("from partitions", TWO_PARTITIONS);
    cluster.tool.put("from config", SETTINGS);
    cluster.tool.put("from logs_tail_segments", "[{\"log_id\":0,\"replication\":\"{node: 2}\"}]");
    cluster.tool.put("snapshots create", "Snapshot created for partition 0: snap_1 (log 0)");
    cluster.tool.put("metadata-server", " N1 Member v5 N1 [N1,N2] 75\n N2 Member v5 N1 [N1,N2] 75");
    cluster.web.put("/restate/health", "{}");
    cluster.web.put("/health", "{}");
    subject =
        ClusterUnderTest.of(
            cluster, Advice.of(cluster, "classify cluster"), new HikariDataSource());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void wholeClusterPassesEveryCheckOfItsNodes() throws Exception {
    for (List<Check> checks :
        List.of(
            new NodeChecks(subject).all(),
            new MetadataChecks(subject).all(),
            new ReplicationChecks(subject).all(),
            new SnapshotCheck(subject).all(),
            new WorkerCheck(subject).all())) {
      for (Check check : checks) {
        assertThat(check.look().finding()).as(check.name()).isInstanceOf(Passed.class);
      }
    }
  }

  @Test
  void nodeThatDoesNotAnswerIsNamedByItsAddress() throws Exception {
    cluster.web.remove("/restate/health");
    assertFailed(look(new NodeChecks(subject).all(), "nodes up"), "/restate/health answers 503");
  }

  @Test
  void nodesThatAreDeadOrMissingOrStrangeAreNamed() throws Exception {
    cluster.tool.put(
        "from nodes",
        "[{\"name\":\"restate-1\",\"state\":\"dead\"},{\"name\":\"other\",\"state\":\"alive\"}]");
    Finding finding = look(new NodeChecks(subject).all(), "nodes joined");
    assertFailed(finding, "restate-1 is dead");
    assertFailed(finding, "restate-2 is not in the cluster");
    assertFailed(finding, "other is in it, but should not be");
    assertThat(((Failed) finding).fix()).contains("`classify cluster logs restate-1`");
  }

  @Test
  void secondClusterIsNamed() throws Exception {
    cluster.tool.put("metadata-server", CapturedOutput.text("metadata-second-cluster.txt"));
    Finding finding = look(new MetadataChecks(subject).all(), "one cluster");
    assertFailed(finding, "N1 is in a cluster of its own, with the members N1");
    assertThat(((Failed) finding).fix()).contains("`classify cluster repair NODE`");
  }

  /// Asked beside such a node the tool tells of its cluster alone.
  @Test
  void toolIsAskedBesideTheLargestCluster() throws Exception {
    List<NodeView> views =
        List.of(
            view("restate-1", Set.of("N1")),
            view("restate-2", Set.of()),
            view("restate-3", Set.of("N1", "N3", "N4")),
            view("restate-4", Set.of("N1", "N3", "N4")));
    assertThat(ClusterUnderTest.largestFirst(views))
        .extracting(NodeView::node)
        .containsExactly("restate-3", "restate-4", "restate-1", "restate-2");
    cluster.web.put("/cluster-health", "{\"metadata_cluster_health\":{\"members\":[1]}}");
    assertFailed(
        look(new MetadataChecks(subject).all(), "one cluster"),
        "restate-1 is in a cluster of its own, with the members N1");
  }

  @Test
  void lostMajorityIsNamed() throws Exception {
    cluster.tool.put("metadata-server", " N1 Member v5 N1 [N1,N2] 75\n");
    Finding finding = look(new MetadataChecks(subject).all(), "metadata");
    assertFailed(finding, "1 of 2 nodes vote: N1");
    assertFailed(finding, "no majority of the members N1, N2");
  }

  @Test
  void partitionWithoutLeaderIsNamed() throws Exception {
    cluster.tool.put(
        "from partitions", "[{\"partition_id\":0,\"leader\":\"N1\"},{\"partition_id\":1}]");
    assertFailed(look(new ReplicationChecks(subject).all(), "partitions"), "no leader: 1");
  }

  @Test
  void tooFewCopiesAreNamed() throws Exception {
    cluster.tool.put("from config", SETTINGS.replace("\"2\"", "\"3\""));
    Finding finding = look(new ReplicationChecks(subject).all(), "replication");
    assertFailed(finding, "log 0 has {node: 2}");
    assertFailed(finding, "partition 0 is on N2,N1 alone");
  }

  @Test
  void logServerThatLostItsDataIsNamed() throws Exception {
    cluster.tool.put("from nodes", TWO_NODES.replaceFirst("read-write", "data-loss"));
    assertFailed(
        look(new ReplicationChecks(subject).all(), "log servers"), "restate-1 is data-loss");
  }

  @Test
  void snapshotThatCannotBeStoredFailsWithItsCause() throws Exception {
    cluster.tool.put("snapshots create", CapturedOutput.text("snapshot-failed.txt"));
    assertFailed(
        look(new SnapshotCheck(subject).all(), "snapshots"),
        "dns error: failed to lookup address information");
  }

  @Test
  void overdueSnapshotIsNamed() throws Exception {
    cluster.tool.put("from partitions", TWO_PARTITIONS.replace("400", "601"));
    assertFailed(
        look(new SnapshotCheck(subject).all(), "snapshots"),
        "partition 0 has 301 records since its last snapshot");
  }

  @Test
  void clusterThatMakesNoSnapshotsIsNotAskedForOne() throws Exception {
    cluster.tool.put("from config", "[]");
    assertThat(look(new SnapshotCheck(subject).all(), "snapshots")).isInstanceOf(Skipped.class);
  }

  @Test
  void silentAndIdleWorkersAreNamed() throws Exception {
    cluster.workersInTurn.set(1, "worker-1");
    assertFailed(look(new WorkerCheck(subject).all(), "workers"), "no answer from worker-2");
    cluster.workersInTurn.clear();
    cluster.workersInTurn.addAll(
        List.of("worker-1", "worker-1", "worker-1", "worker-1", "worker-2"));
    assertFailed(
        look(new WorkerCheck(subject).all(), "workers"), "uneven: worker-1 16, worker-2 4");
  }

  @Test
  void extraWorkerHasToAnswerToo() throws Exception {
    cluster.extraWorkers.add("classify-service-extra-4f2c");
    assertFailed(
        look(new WorkerCheck(subject).all(), "workers"),
        "no answer from classify-service-extra-4f2c");
    cluster.workersInTurn.add("classify-service-extra-4f2c");
    assertThat(look(new WorkerCheck(subject).all(), "workers"))
        .isEqualTo(new Passed("classify-service-extra-4f2c 10, worker-1 10, worker-2 10"));
  }

  @Test
  void poolsOfAllWorkersHaveToFitIntoTheConnectionsOfTheDatabase() throws Exception {
    assertThat(look(new ConnectionCheck(subject, () -> 48).all(), "connections"))
        .isEqualTo(new Passed("2 workers open up to 18, other programs 30; PostgreSQL allows 48"));
    cluster.extraWorkers.add("classify-service-extra-4f2c");
    assertFailed(
        look(new ConnectionCheck(subject, () -> 48).all(), "connections"),
        "3 workers open up to 27, other programs 30, but PostgreSQL allows 48");
    cluster.pooler = true;
    assertThat(look(new ConnectionCheck(subject, () -> 69).all(), "connections"))
        .isEqualTo(
            new Passed(
                "3 workers open up to 9, the pooler 30, other programs 30; PostgreSQL allows 69"));
  }

  @Test
  void handlersThatANodeDoesNotKnowAreNamed() throws Exception {
    String offered = "{\"services\":[{\"name\":\"s\",\"handlers\":[{\"name\":\"old\"}%s]}]}";
    cluster.web.put("/deployments/dp_1", offered.formatted(""));
    cluster.web.put("/deployments", deployments(offered.formatted(",{\"name\":\"new\"}")));
    assertFailed(look(new RegistrationCheck(subject).all(), "registration"), "not know s/new");
    cluster.web.put("/deployments/dp_1", offered.formatted(",{\"name\":\"new\"}"));
    assertThat(look(new RegistrationCheck(subject).all(), "registration"))
        .isInstanceOf(Passed.class);
  }

  /// The answer to both: what is there, and what a dry run would register.
  private String deployments(String offered) {
    String known =
        "{\"deployments\":[{\"id\":\"dp_1\",\"uri\":\"%s/\"}],".formatted(cluster.address());
    return known + offered.substring(1);
  }

  @Test
  void stepsThatStayOnOneWorkerFail() throws Exception {
    cluster.web.put("/classify-api/trace", "{\"workers\":[\"worker-1\",\"worker-2\"]}");
    assertThat(look(new StepCheck(subject).all(), "steps move")).isInstanceOf(Passed.class);
    cluster.web.put("/classify-api/trace", "{\"workers\":[\"worker-1\",\"worker-1\"]}");
    assertFailed(look(new StepCheck(subject).all(), "steps move"), "ran on [worker-1]");
  }

  @Test
  void stuckInvocationsAreNamedWithTheWayOn() throws Exception {
    cluster.web.put("/query", "{\"rows\":[]}");
    assertThat(look(new InvocationCheck(subject).all(), "invocations")).isInstanceOf(Passed.class);
    cluster.web.put(
        "/query",
        """
        {"rows":[{"id":"inv_1","target":"classify-api/batch","status":"paused","retry_count":70,
                  "last_failure":"refused\\nby nobody"}]}
        """);
    Finding finding = look(new InvocationCheck(subject).all(), "invocations");
    assertFailed(finding, "inv_1 (classify-api/batch) is paused after 70 retries: refused");
    assertThat(((Failed) finding).fix()).contains("/invocations/ID/resume");
  }

  private NodeView view(String node, Set<String> members) {
    return new NodeView(node, cluster.address(), members);
  }

  private static Finding look(List<Check> checks, String name) throws Exception {
    for (Check check : checks) {
      if (check.name().equals(name)) {
        return check.look().finding();
      }
    }
    throw new AssertionError("no check " + name);
  }

  private static void assertFailed(Finding finding, String seen) {
    assertThat(finding)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.seen()).contains(seen);
              assertThat(failed.fix()).isNotBlank();
            });
  }
}
