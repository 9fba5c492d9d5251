package dev.classify.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Docker that does not remove a network, which a real one does only now and then.
class ComposeDownTest {

  /// `down` fails as often as the file `failures` has lines. The network has the members of the
  /// file `members`; a container exists if a file has its id as name.
  private static final String DOCKER =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo "$*" >> calls
      case "$*" in
        compose*down*)
          [ -s failures ] || exit 0
          tail -n +2 failures > rest
          mv rest failures
          exit 1 ;;
        "ps "*) cat containers ;;
        "network ls"*) echo test_workers ;;
        "network inspect"*) cat members ;;
        "container inspect"*) [ -e "$3" ] ;;
        "network disconnect"*) : > members ;;
      esac
      """;

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDocker() throws IOException {
    Files.createFile(
        folder.resolve("docker"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(folder.resolve("docker"), DOCKER);
    for (String file : List.of("failures", "members", "containers")) {
      Files.writeString(folder.resolve(file), "");
    }
  }

  private void down() throws IOException, InterruptedException {
    String path = folder + ":" + System.getenv("PATH");
    Compose compose =
        new Compose(
            new ComposeFile(List.of(folder.resolve("docker-compose.cluster.yml"))),
            "test",
            "image",
            folder,
            new Subprocess(Map.of("PATH", path)));
    new ComposeDown(compose, new PrintWriter(err, true), Duration.ofMillis(1)).run("-v");
  }

  private List<String> calls(String start) throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .filter(line -> line.startsWith(start))
        .toList();
  }

  /// Without them, the simulator would keep its container, and Prometheus its volume.
  @Test
  void partsOfProfilesEndToo() throws Exception {
    down();
    assertThat(calls("compose")).singleElement().asString().endsWith("--profile * down -v");
    assertThat(err.toString()).contains("--profile '*' down -v");
  }

  @Test
  void networkThatDockerStillClearsIsTriedAgain() throws Exception {
    Files.writeString(folder.resolve("failures"), "1\n2\n");
    down();
    assertThat(calls("compose")).hasSize(3).allMatch(line -> line.endsWith("down -v"));
    assertThat(err.toString()).contains("trying again");
  }

  @Test
  void containerThatNoLongerExistsIsTakenOffTheNetwork() throws Exception {
    Files.writeString(folder.resolve("failures"), "1\n");
    Files.writeString(folder.resolve("members"), "abc\ttest-worker-1\n");
    down();
    assertThat(calls("network disconnect"))
        .containsExactly("network disconnect -f test_workers test-worker-1");
  }

  @Test
  void containerOfSomebodyElseIsNamedAndLeftAlone() throws Exception {
    Files.writeString(folder.resolve("failures"), "1\n");
    Files.writeString(folder.resolve("members"), "abc\tmy-database\n");
    Files.createFile(folder.resolve("abc"));
    assertThatThrownBy(this::down)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("my-database")
        .hasMessageContaining("test_workers");
    assertThat(calls("network disconnect")).isEmpty();
  }

  @Test
  void clusterWithContainersLeftFailsAtOnce() throws Exception {
    Files.writeString(folder.resolve("failures"), "1\n");
    Files.writeString(folder.resolve("containers"), "restate-1\trunning\tUp 3 minutes\n");
    assertThatThrownBy(this::down)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("exit code 1");
    assertThat(calls("compose")).hasSize(1);
  }

  @Test
  void networkThatStaysEndsAfterFiveAttempts() throws Exception {
    Files.writeString(folder.resolve("failures"), "1\n2\n3\n4\n5\n6\n");
    assertThatThrownBy(this::down).isInstanceOf(CommandFailure.class);
    assertThat(calls("compose")).hasSize(5);
  }
}
