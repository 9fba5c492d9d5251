package dev.classify.cli.cluster.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.exit.CommandFailure;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cluster of three nodes concludes from what Docker prints. ClusterTrialIT has a real one.
class NodeClientsTest {

  /// Its containers are the lines of a file: id, service, one-off or not, hash of the settings. The
  /// environment of each is in a file with its id.
  private static final String DOCKER =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo "$*" >> calls
      for last in "$@"; do :; done
      case "$*" in *"label=com.docker.compose.oneoff=False"*) left_out=True ;; esac
      case "$*" in
        "version "*) echo 29 ;;
        *"config --format json") echo '{"name":"test","services":{"migrate":{"image":"i"}}}' ;;
        *"config --hash admin") echo "admin hash-of-the-file" ;;
        "ps "*)
          [ -e containers ] || { echo "Cannot connect to the Docker daemon"; exit 1; }
          while read -r id service oneoff hash; do
            [ "$oneoff" != "$left_out" ] || continue
            case "$*" in
              *config-hash*) printf '%s\\t%s\\t%s\\n' "$id" "$service" "$hash" ;;
              *) printf '%s\\trunning\\tUp 3 minutes (healthy)\\n' "$service" ;;
            esac
          done < containers ;;
        "inspect "*) cat "$last" ;;
      esac
      """;

  private static final String THREE =
      "[PATH=/bin CLASSIFY_NODES=http://restate-1:8080,http://restate-2:8080,http://restate-3:8080"
          + " CLASSIFY_ADMIN=http://restate-1:9070]\n";

  private static final String FIVE =
      THREE.replace(":8080 ", ":8080,http://restate-4:8080,http://restate-5:8080 ");

  @TempDir Path folder;

  @BeforeEach
  void writeDocker() throws IOException {
    Files.createFile(
        folder.resolve("docker"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    write("docker", DOCKER);
    StringBuilder services = new StringBuilder("services:\n");
    for (String part : List.of("restate-1", "restate-2", "restate-3", "classify-service-1")) {
      services.append("  ").append(part).append(":\n    image: i\n");
    }
    write("docker-compose.cluster.yml", services.toString());
    // Whoever starts a part alone gives it another hash than the file has.
    write(
        "containers",
        """
        aa admin False hash-of-the-file
        ab runner False hash-without-register
        ac projector False hash-of-the-file
        ad projector False hash-without-register
        """);
    for (String client : List.of("ab", "ac", "ad")) {
      write(client, THREE);
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private ResizableCluster cluster() {
    Map<String, String> environment =
        Map.of(
            "PATH",
            folder + ":" + System.getenv("PATH"),
            "COMPOSE_FILE",
            folder.resolve("docker-compose.cluster.yml").toString());
    URI nowhere = URI.create("http://localhost:1");
    ClusterAddresses addresses =
        new ClusterAddresses(
            List.of(nowhere), List.of(nowhere), nowhere, nowhere, new DatabaseSettings("", "", ""));
    return ResizableCluster.of(new ComposeCluster(environment, addresses), false);
  }

  private List<String> started() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .filter(call -> call.contains(" create "))
        .map(call -> call.replaceAll(".* ", ""))
        .toList();
  }

  @Test
  void partThatWasStartedAloneIsJudgedByItsEnvironment() throws Exception {
    assertThat(cluster().behind()).isEmpty();
  }

  @Test
  void onlyPartsWithTheAddressesOfOtherNodesStartAgain() throws Exception {
    write("ad", FIVE);
    assertThat(cluster().behind()).contains("projector: addresses of another number of nodes");

    cluster().follow();

    assertThat(started()).containsExactly("projector");
  }

  @Test
  void portsOfTheAdminApiAreOfTheFile() throws Exception {
    write("containers", "aa admin False hash-of-five-nodes\nab runner False hash-of-five-nodes\n");
    assertThat(cluster().behind()).contains("admin: addresses of another number of nodes");
  }

  @Test
  void jobOfDockerComposeRunKeepsTheNodesItBeganWith() throws Exception {
    write("containers", "ab runner False hash-of-the-file\nba runner True hash-of-five-nodes\n");
    write("ba", FIVE);
    assertThat(cluster().behind()).isEmpty();
  }

  @Test
  void dockerThatDoesNotAnswerIsNoClusterThatIsUpToDate() throws Exception {
    Files.delete(folder.resolve("containers"));
    ResizableCluster cluster = cluster();
    assertThatThrownBy(cluster::behind)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("Cannot connect to the Docker daemon");
  }
}
