package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IngressSettingsTest {

  @Test
  void nodeIsCalledByItsHostWhereThatIsAName() {
    assertThat(names(5, "http://restate-2:8080", "http://node.example.org:8080"))
        .containsExactly("restate-2", "node.example.org");
  }

  @Test
  void nodesOfThisMachineAreCalledByTheirPlace() {
    assertThat(names(2, "http://localhost:8080", "http://localhost:28080"))
        .containsExactly("restate-1", "restate-2");
    assertThat(names(1, "http://127.0.0.1:40123")).containsExactly("restate");
  }

  @Test
  void partOfTheNodesHasNoPlaces() {
    assertThat(names(5, "http://localhost:28080")).containsExactly("localhost:28080");
    assertThat(names(5, "http://[::1]:8080")).containsExactly("[::1]:8080");
  }

  /// @param nodes of the whole cluster
  private static List<String> names(int nodes, String... ingresses) {
    List<URI> addresses = Stream.of(ingresses).map(URI::create).toList();
    List<URI> admins =
        IntStream.range(0, nodes).mapToObj(n -> URI.create("http://localhost:" + n)).toList();
    IngressSettings settings = IngressSettings.of(addresses, admins);
    return addresses.stream().map(settings::nodeName).toList();
  }
}
