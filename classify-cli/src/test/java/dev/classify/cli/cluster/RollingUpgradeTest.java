package dev.classify.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of the steps, with a Docker that records what it is asked. ComposeIT has a real one.
class RollingUpgradeTest {

  /// Each part has the container that the file of its name holds; `up` of a part that the file
  /// `outdated` names gives it another one.
  private static final String DOCKER =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo "$*" >> calls
      for last in "$@"; do :; done
      case "$*" in
        "version "*) echo 29 ;;
        *"config --format json") echo '{"name":"test","services":{"migrate":{"image":"i"}}}' ;;
        "ps -q "*) cat "${last##*=}" 2> /dev/null ;;
        "ps -a "*) cat containers ;;
        *"nodes list --extra") cat nodes ;;
        *"partitions list") echo " 0 N1:1 Leader Active 5" ;;
        *"up -d --no-deps"*) grep -qx "$last" outdated && echo new > "$last" ;;
      esac
      exit 0
      """;

  private static final String NODES =
      """
       NODE  GEN  NAME       STORAGE-STATE  STATUS  META    ROLES
       N1    N1   restate-1  read-write     Alive   Member  all
      """;

  private static final String COMPOSE =
      """
      services:
        restate-1:
          image: restate
        classify-service-1:
          image: i
        classify-service-2:
          image: i
      """;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void writeDocker() throws IOException {
    Files.createFile(
        folder.resolve("docker"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    write("docker", DOCKER);
    write("docker-compose.cluster.yml", COMPOSE);
    write("nodes", NODES);
    write("outdated", "");
    write(
        "containers",
        """
        restate-1\trunning\tUp 3 minutes (healthy)
        classify-service-1\trunning\tUp 3 minutes (healthy)
        classify-service-2\trunning\tUp 3 minutes (healthy)
        """);
    for (String part : List.of("restate-1", "classify-service-1", "classify-service-2")) {
      write(part, "old\n");
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private RollingUpgrade upgrade(boolean recreate) throws IOException, InterruptedException {
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
    return RollingUpgrade.of(new ComposeCluster(environment, addresses), recreate, told::add);
  }

  /// What Compose was asked to change, without the options that name the file.
  private List<String> changes() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .filter(call -> call.matches("compose .* (up|run) .*"))
        .map(call -> call.replaceAll("^compose -f \\S+ ", ""))
        .toList();
  }

  @Test
  void tablesComeBeforeTheWorkersThatUseThemAndRegistrationAfter() throws Exception {
    write("outdated", "classify-service-1\nclassify-service-2\n");
    RollingUpgrade upgrade = upgrade(false);
    upgrade.check();
    upgrade.nodes();
    upgrade.workers();
    assertThat(changes())
        .containsSubsequence(
            "up -d --no-deps restate-1",
            "run --rm -T --no-deps migrate",
            "up -d --no-deps classify-service-1",
            "up -d --no-deps classify-service-2",
            "run --rm -T --no-deps register");
    assertThat(told)
        .contains(
            "restate-1 is up to date",
            "classify-service-1 is replaced",
            "classify-service-2 is replaced");
  }

  @Test
  void extraWorkersStayAsManyAsTheyAre() throws Exception {
    write("classify-service-extra", "a\nb\n");
    upgrade(true).workers();
    assertThat(changes())
        .contains(
            "up -d --no-deps --wait --scale classify-service-extra=2 --force-recreate"
                + " classify-service-extra");
  }

  @Test
  void nothingIsReplacedWhileAPartIsDown() throws Exception {
    write("containers", "restate-1\trunning\tUp 3 minutes (unhealthy)\n");
    assertThatThrownBy(() -> upgrade(false).check())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("restate-1 is not healthy")
        .hasMessageContaining("classify cluster up");
    assertThat(changes()).isEmpty();
  }
}
