package dev.classify.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of the steps, with a Docker that records what it is asked. ClusterTrialIT has a real
/// one.
class RollingUpgradeTest {

  /// Each part has the containers that the file of its name holds. Those that the file `outdated`
  /// names were made with other settings.
  private static final String DOCKER =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo "$*" >> calls
      for last in "$@"; do :; done
      case "$*" in
        "version "*) echo 29 ;;
        *"config --format json") echo '{"name":"test","services":{"migrate":{"image":"i"}}}' ;;
        *"config --hash *") for part in $(ls parts); do echo "$part present"; done ;;
        "ps -q "* | "ps -aq "*) cat "parts/${last##*=}" 2> /dev/null ;;
        "ps -a "*) cat containers ;;
        "inspect "*) grep -qx "$last" outdated && echo former id i || echo present id i ;;
        "image inspect "*) echo id ;;
        *"nodes list --extra") cat nodes ;;
        *"partitions list") echo " 0 N1:1 Leader Active 5" ;;
        "rm "*) rm $(grep -lx "$last" parts/*) ;;
        *" create "*) echo "new-$last" > "parts/$last" ;;
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
    Files.createDirectory(folder.resolve("parts"));
    for (String part : List.of("restate-1", "classify-service-1", "classify-service-2")) {
      write("parts/" + part, "old-" + part + "\n");
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

  /// What Docker was asked to change, without the options that name the file.
  private List<String> changes() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .map(call -> call.replaceAll("^compose -f \\S+ ", ""))
        .filter(call -> call.matches("(up|run|create|stop|rm|start) .*"))
        .toList();
  }

  @Test
  void tablesComeBeforeTheWorkersThatUseThemAndRegistrationAfter() throws Exception {
    write("outdated", "old-classify-service-1\nold-classify-service-2\n");
    RollingUpgrade upgrade = upgrade(false);
    upgrade.check();
    upgrade.nodes();
    upgrade.workers();
    assertThat(changes())
        .containsSubsequence(
            "start old-restate-1",
            "run --rm -T --no-deps migrate",
            "stop old-classify-service-1",
            "start new-classify-service-1",
            "stop old-classify-service-2",
            "start new-classify-service-2",
            "run --rm -T --no-deps register")
        .doesNotContain("stop old-restate-1");
    assertThat(told)
        .contains(
            "restate-1 is up to date",
            "classify-service-1 is replaced",
            "classify-service-2 is replaced");
  }

  /// At the next `up`, Compose 2.26 would replace all parts that `up --no-deps` has started, at the
  /// same time.
  @Test
  void newContainersAreMadeWithAllThatTheyDependOn() throws Exception {
    upgrade(true).nodes();
    assertThat(changes())
        .containsExactly(
            "stop old-restate-1",
            "rm old-restate-1",
            "create --no-recreate --scale restate-1=1 restate-1",
            "start new-restate-1");
  }

  @Test
  void extraWorkersStayAsManyAsTheyAre() throws Exception {
    write("parts/classify-service-extra", "a\nb\n");
    Files.writeString(
        folder.resolve("containers"),
        "classify-service-extra\trunning\tUp 3 minutes (healthy)\n",
        StandardOpenOption.APPEND);
    upgrade(true).workers();
    assertThat(changes())
        .containsSubsequence(
            "stop a b",
            "create --no-recreate --scale classify-service-extra=2 classify-service-extra");
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
