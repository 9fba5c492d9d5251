package dev.classify.cli.cluster.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.cluster.ClusterQueries;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// With outputs of `restatectl` 1.7.12.
class ClusterStateTest {

  private static ClusterState state(String output) {
    return new ClusterState(new ClusterQueries(new TalkingCluster(output)));
  }

  @Test
  void nodeThatIsBeingDrainedServesNoMore() throws Exception {
    ClusterState state =
        state(
            """
            [{"plain_node_id":"N1","name":"restate-1","state":"alive","storage_state":"read-write",\
            "worker_state":"active","metadata_server_state":"member"},\
            {"plain_node_id":"N5","name":"restate-5","state":"alive","storage_state":"read-only",\
            "worker_state":"draining","metadata_server_state":"member"}]
            2 rows. Query took 3.1ms
            """);
    assertThat(state.nodes()).extracting(ClusterState.Node::serves).containsExactly(true, false);
    assertThat(state.nodes().getLast().words())
        .isEqualTo(
            "restate-5 is alive, storage read-only, worker draining, metadata server member");
  }

  @Test
  void lastSegmentOfALogIsWritten() throws Exception {
    ClusterState state =
        state(
            """
            [{"log_id":0,"segment_index":1,"replication":"{node: 3}","nodeset":"[N4, N3, N1, N2, N5]"},\
            {"log_id":0,"segment_index":3,"replication":"{node: 2}","nodeset":"[N1, N3, N2]"}]
            """);
    assertThat(state.segments()).hasSize(2);
    assertThat(state.tails()).containsExactly(new ClusterState.Segment(0, 3, 2, Set.of(1, 2, 3)));
  }

  @Test
  void nodesKnowHowManyTheyWereStartedFor() throws Exception {
    assertThat(
            state(
                    """
                    [{"plain_node_id":"N1","value":"[\\"http://a:1/\\",\\"http://b:1/\\",\\"http://c:1/\\"]"}]
                    """)
                .configuredNodes())
        .isEqualTo(Map.of(1, 3));
  }

  @Test
  void copiesAgreeOrAreTwoNumbers() throws Exception {
    String config =
        """
        Cluster Configuration
        ├ Number of partitions: 8
        ├ Partition replication: {node: %d}
        └ Logs Provider: replicated
         ├ Log replication: {node: 2}
        """;
    assertThat(state(config.formatted(2)).copies()).containsExactly(2);
    assertThat(state(config.formatted(3)).copies()).containsExactly(2, 3);
  }
}
