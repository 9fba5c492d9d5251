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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which order a cluster stands still, is copied and continues. That a real one survives it was
/// tried by hand (docs/operations.md).
class ClusterBackupTest {

  private static final String DOCKER =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo "$*" >> calls
      case "$*" in
        "ps -q "*) part=${*##*service=}; grep -q "^$part	" containers && echo "id-of-$part"; true ;;
        "ps "*) cat containers ;;
        "volume ls"*) cat volumes ;;
        "pause "*timescaledb) [ ! -e busy ] || { rm busy; exit 1; } ;;
        "inspect "*Paused*) echo false ;;
        *" up --no-start") cp volumes.up volumes ;;
        "run --rm"*) case "$*" in
          *broken*) exit 1 ;;
          *" -cf "*) echo content ;;
          *) cat >> loaded ;;
        esac ;;
      esac
      """;

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDocker() throws IOException {
    Path docker = folder.resolve("docker");
    Files.createFile(
        docker, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(docker, DOCKER);
    containers("restate-1", "restate-2", "classify-service-1", "minio", "timescaledb");
    volumes("restate-1", "restate-2", "timescaledb", "minio", "grafana", "database-socket");
  }

  @Test
  void nodesStopBeforeTheDatabaseAndAllContinueAfterTheCopy() throws Exception {
    Path backup = folder.resolve("backup");
    backUp(backup);
    List<String> calls = calls();
    assertThat(calls.stream().filter(call -> call.matches("(un)?pause .*|run --rm .*")))
        .map(call -> call.replaceAll("run --rm .*", "copy"))
        .containsExactly(
            "pause id-of-restate-1 id-of-restate-2",
            "pause id-of-minio",
            "pause id-of-timescaledb",
            "copy",
            "unpause id-of-restate-1 id-of-restate-2 id-of-minio id-of-timescaledb");
    assertThat(backup.resolve("volumes.tar")).hasContent("content");
    assertThat(backup.resolve("volumes.txt"))
        .hasContent("minio\nrestate-1\nrestate-2\ntimescaledb");
  }

  /// As a database that waits for the disk cannot.
  @Test
  void partThatDoesNotStopAtOnceIsStoppedAgain() throws Exception {
    Files.createFile(folder.resolve("busy"));
    backUp(folder.resolve("backup"));
    assertThat(calls().stream().filter(call -> call.startsWith("pause ")))
        .endsWith("pause id-of-timescaledb", "pause id-of-timescaledb");
  }

  @Test
  void clusterContinuesThoughItsVolumesCannotBeCopied() throws Exception {
    volumes("broken", "timescaledb");
    Path backup = folder.resolve("backup");
    assertThatThrownBy(() -> backUp(backup))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("the volumes were not saved");
    assertThat(calls()).anyMatch(call -> call.matches("unpause .*id-of-timescaledb"));
    assertThat(backup).doesNotExist();
  }

  @Test
  void restoreFillsTheVolumesOfANewClusterOnly() throws Exception {
    Path backup = folder.resolve("backup");
    backUp(backup);
    assertThatThrownBy(() -> restore(backup))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("test exists already");
    assertThat(folder.resolve("loaded")).doesNotExist();
    volumes();
    Files.writeString(folder.resolve("volumes.up"), "test_restate-1\ntest_minio\n");
    assertThatThrownBy(() -> restore(backup))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("other volumes than the backup has");
    volumes();
    Files.writeString(
        folder.resolve("volumes.up"),
        "test_minio\ntest_restate-1\ntest_restate-2\ntest_rules\ntest_timescaledb\n");
    restore(backup);
    assertThat(folder.resolve("loaded")).hasContent("content");
    assertThatThrownBy(() -> restore(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is no backup of a cluster");
  }

  private void backUp(Path to) throws IOException, InterruptedException {
    ClusterBackup.make(compose(), List.of("restate-1", "restate-2"), to);
  }

  private void restore(Path from) throws IOException, InterruptedException {
    ClusterBackup.restore(compose(), from, new PrintWriter(err, true));
  }

  private Compose compose() {
    return new Compose(
        new ComposeFile(List.of(folder.resolve("docker-compose.cluster.yml"))),
        "test",
        "image",
        folder,
        new Subprocess(Map.of("PATH", folder + ":" + System.getenv("PATH"))));
  }

  private void containers(String... parts) throws IOException {
    lines("containers", List.of(parts).stream().map(part -> part + "\trunning\tUp").toList());
  }

  private void volumes(String... names) throws IOException {
    lines("volumes", List.of(names).stream().map(name -> "test_" + name).toList());
  }

  private void lines(String file, List<String> lines) throws IOException {
    Files.write(folder.resolve(file), lines);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }
}
