package dev.classify.cli.cluster.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MetadataServerTest {

  private static final Set<String> ALL = Set.of("N1", "N2", "N3", "N4", "N5");

  @Test
  void everyNodeSaysWhoLeadsAndWhoIsMember() throws Exception {
    assertThat(MetadataServer.parse(CapturedOutput.text("metadata-healthy.txt")))
        .hasSize(5)
        .allMatch(server -> server.status().equals("Member"))
        .allMatch(server -> server.leader().equals("N1"))
        .allMatch(server -> server.members().equals(ALL));
  }

  @Test
  void nodeThatCannotBeReachedSaysNothing() throws Exception {
    assertThat(MetadataServer.parse(CapturedOutput.text("metadata-node-down.txt")))
        .extracting(MetadataServer::node)
        .containsExactly("N1", "N2", "N3", "N4");
  }

  @Test
  void nodeInAClusterOfItsOwnSaysSo() throws Exception {
    assertThat(MetadataServer.parse(CapturedOutput.text("metadata-second-cluster.txt")))
        .contains(new MetadataServer("N1", "Member", "N1", Set.of("N1")))
        .contains(new MetadataServer("N2", "Member", "N5", ALL));
  }

  @Test
  void nodeOutsideOfAllClustersHasNoMembers() {
    assertThat(MetadataServer.parse(" N3    Standby                              \n"))
        .containsExactly(new MetadataServer("N3", "Standby", "", Set.of()));
  }
}
