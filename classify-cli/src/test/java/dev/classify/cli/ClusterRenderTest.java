package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.cluster.ComposeFile;
import dev.classify.cli.config.CliSettings;
import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterRenderTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  private int render(String... more) {
    out.reset();
    err.reset();
    return Main.run(
        Stream.concat(Stream.of("cluster", "render"), Stream.of(more)).toArray(String[]::new),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int into(String name, String nodes, String workers, String... more) {
    return render(
        Stream.concat(
                Stream.of(
                    "--nodes",
                    nodes,
                    "--workers",
                    workers,
                    "--to",
                    folder.resolve(name).toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void commandsThenTakeNodesAndWorkersFromTheComposeFile() {
    assertThat(into("small", "3", "2"))
        .as(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("3, of which any 1 may be lost; 2 copies, 8 partitions", "COMPOSE_FILE=");
    Path file = folder.resolve("small/docker-compose.cluster.yml");
    Map<String, String> environment = Map.of("COMPOSE_FILE", file.toString());
    CliSettings settings = CliSettings.from(environment);
    assertThat(settings.nodes())
        .isEqualTo(
            List.of(
                URI.create("http://localhost:8080"),
                URI.create("http://localhost:28080"),
                URI.create("http://localhost:38080")));
    assertThat(settings.admins()).hasSize(3).contains(URI.create("http://localhost:39070"));
    assertThat(ComposeFile.find(environment).size().workerNames())
        .containsExactly("classify-service-1", "classify-service-2");
  }

  @Test
  void everyFileThatTheComposeFileNamesIsThere() throws Exception {
    assertThat(into("small", "1", "1")).isEqualTo(ExitCode.DONE);
    String compose = Files.readString(folder.resolve("small/docker-compose.cluster.yml"));
    assertThat(compose.lines().filter(line -> line.contains("{file: ./")))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            line ->
                assertThat(
                        folder.resolve("small").resolve(line.replaceAll(".*\\./([^}]*)}.*", "$1")))
                    .exists());
  }

  @Test
  void fileOfOtherContentsIsKeptUnlessForced() throws Exception {
    assertThat(into("own", "3", "3")).isEqualTo(ExitCode.DONE);
    assertThat(into("own", "3", "3")).as("again").isEqualTo(ExitCode.DONE);
    Path settings = folder.resolve("own/restate.toml");
    Files.writeString(settings, "# mine\n");
    assertThat(into("own", "5", "3")).isEqualTo(ExitCode.PARTIAL);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("exists and has other contents", "fix: ", "--force");
    assertThat(settings).hasContent("# mine");
    assertThat(into("own", "5", "3", "--force")).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(settings)).contains("default-replication = 3");
  }

  @ParameterizedTest
  @CsvSource({"4,5,--nodes must be 1", "9,5,--nodes must be 1", "5,0,--workers", "5,21,--workers"})
  void sizeThatIsNotPossibleIsRefused(String nodes, String workers, String message) {
    assertThat(into("no", nodes, workers)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(message, "fix: ");
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
