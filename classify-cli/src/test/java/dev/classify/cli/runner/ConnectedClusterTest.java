package dev.classify.cli.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.exit.CommandFailure;
import dev.classify.store.DatabaseSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectedClusterTest {

  @Test
  void machineWithoutRestatectlSaysHowToNameIt() {
    URI node = URI.create("http://127.0.0.1:1");
    ConnectedCluster cluster =
        new ConnectedCluster(
            new ClusterAddresses(
                List.of(node), List.of(node), node, node, new DatabaseSettings("jdbc:x", "u", "p")),
            List.of("restate-1"),
            List.of(node),
            Optional.empty());
    assertThat(cluster.hasRestatectl()).isFalse();
    assertThatThrownBy(() -> cluster.restatectl("restate-1", "nodes", "list"))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.problem()).isEqualTo("restatectl is not on this machine");
              assertThat(failure.fix())
                  .isEqualTo("set RESTATECTL to the path of Restate's restatectl");
            });
  }
}
