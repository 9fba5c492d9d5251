package dev.classify.cli.cluster.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterReporterTest {

  private StubCluster cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = new StubCluster();
    cluster.tool.put(
        "from nodes",
        """
        [{"plain_node_id":"N1","name":"restate-1","address":"%1$s","state":"alive",
          "storage_state":"read-write","has_admin_role":true,"has_worker_role":true,
          "has_log_server_role":true,"has_metadata_server_role":true},
         {"plain_node_id":"N2","name":"restate-2","address":"%1$s","state":"dead",
          "storage_state":"read-write","has_worker_role":true,"has_log_server_role":true}]
        """
            .formatted(cluster.address()));
    cluster.tool.put(
        "from partitions",
        """
        [{"partition_id":0,"replicas":"N2,N1","leader":"N1","applied":400,"applied_by_all":398,
          "archived":300},
         {"partition_id":1,"replicas":"N1,N2","leader":null,"applied":20,"applied_by_all":20,
          "archived":0}]
        """);
    cluster.tool.put("from config", "[{\"key\":\"default-replication\",\"value\":\"2\"}]");
    cluster.tool.put("from logs_tail_segments", "[{\"log_id\":0,\"replication\":\"{node: 2}\"}]");
    cluster.tool.put("metadata-server", " N1 Member v5 N1 [N1,N2] 75\n N2 Member v5 N1 [N1,N2] 75");
    cluster.web.put("/version", "{\"version\":\"1.7.12\"}");
    cluster.web.put("/restate/health", "{}");
    cluster.web.put("/health", "{}");
    cluster.web.put(
        "/metrics",
        """
        restate_partition_snapshot_age_seconds{node_name="restate-1",quantile="0.5"} 12
        restate_partition_snapshot_age_seconds{node_name="restate-1",quantile="1"} 3605.25
        """);
    cluster.web.put("/query", "{\"rows\":[{\"state\":\"waiting\",\"batches\":3,\"oldest\":7}]}");
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void nodesAndPartitionsAreCalledByNames() throws Exception {
    JsonNode report = look();
    assertThat(report.at("/nodes/0").toString())
        .isEqualTo(
            """
            {"node":"restate-1","up":true,"version":"1.7.12","address":"%s","state":"alive",\
            "storage":"read-write","roles":["admin","worker","log-server","metadata-server"],\
            "oldestSnapshotSeconds":3605}\
            """
                .formatted(cluster.address()));
    assertThat(report.at("/nodes/1/state").asText()).isEqualTo("dead");
    assertThat(report.at("/partitions/0").toString())
        .isEqualTo(
            """
            {"partition":0,"leader":"restate-1","replicas":["restate-2","restate-1"],\
            "applied":400,"lag":2,"snapshot":300}\
            """);
    assertThat(report.at("/partitions/1/leader").isNull()).isTrue();
    assertThat(report.at("/batches/waiting/batches").asInt()).isEqualTo(3);
    assertThat(report.at("/batches/waiting/oldestSeconds").asInt()).isEqualTo(7);
  }

  @Test
  void failedCheckHasItsAdviceAndNoCheckChangesAnything() throws Exception {
    JsonNode checks = look().path("checks");
    assertThat(checks.findValuesAsText("check"))
        .contains("nodes up", "nodes joined", "partitions", "workers", "invocations")
        .doesNotContain("a job by each node", "steps move", "database");
    JsonNode joined = check(checks, "nodes joined");
    assertThat(joined.path("result").asText()).isEqualTo("failed");
    assertThat(joined.path("seen").asText()).isEqualTo("restate-2 is dead");
    assertThat(joined.path("fix").asText()).contains("classify cluster logs restate-2");
    assertThat(check(checks, "snapshots").path("result").asText()).isEqualTo("skipped");
  }

  /// The embedded stack downloads the tool only for a command that needs it.
  @Test
  void withoutTheToolTheRestIsReported() throws Exception {
    cluster.hasTool = false;
    JsonNode report = look();
    assertThat(report.path("partitions").isNull()).isTrue();
    assertThat(report.at("/nodes/0/version").asText()).isEqualTo("1.7.12");
    assertThat(report.at("/nodes/0/state").isNull()).isTrue();
    assertThat(check(report.path("checks"), "partitions").path("seen").asText())
        .contains("`classify cluster verify` gets it");
  }

  @Test
  void clusterThatIsDownIsReportedAsSuch() throws Exception {
    cluster.close();
    JsonNode report = look();
    assertThat(report.at("/nodes/0/up").asBoolean()).isFalse();
    assertThat(report.path("batches").isNull()).isTrue();
    assertThat(check(report.path("checks"), "nodes up").path("fix").asText())
        .contains("`classify cluster up`");
  }

  private JsonNode look() throws Exception {
    String json = ClusterReporter.ofContainers(cluster, new HikariDataSource()).look().json();
    return new ObjectMapper().readTree(json);
  }

  private static JsonNode check(JsonNode checks, String name) {
    for (JsonNode check : checks) {
      if (check.path("check").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name + " in " + checks);
  }
}
