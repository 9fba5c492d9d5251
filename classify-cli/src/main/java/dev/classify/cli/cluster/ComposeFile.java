package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The file that says what the cluster consists of.
///
/// @param paths absolute; the first is ours, the others change it
public record ComposeFile(List<Path> paths) {

  private static final String NAME = "docker-compose.cluster.yml";

  /// What the start script tells: the folder that it stands in.
  private static final String SCRIPT_FOLDER = "classify.folder";

  public ComposeFile {
    paths = List.copyOf(paths);
  }

  /// What COMPOSE_FILE names, or the file in the working folder or beside the script.
  public static ComposeFile find(Map<String, String> environment) {
    return locate(environment)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "there is no " + NAME + " here, nor where COMPOSE_FILE names one",
                    "call classify in the folder of its sources, or set COMPOSE_FILE"));
  }

  /// The same, where none may be.
  public static Optional<ComposeFile> locate(Map<String, String> environment) {
    String given = environment.getOrDefault("COMPOSE_FILE", "");
    List<String> names = List.of((given.isEmpty() ? NAME : given).split(":", -1));
    return Stream.of("", System.getProperty(SCRIPT_FOLDER, ""))
        .map(folder -> names.stream().map(name -> resolve(folder, name)).toList())
        .filter(paths -> paths.stream().allMatch(Files::isRegularFile))
        .map(ComposeFile::new)
        .findFirst();
  }

  private static Path resolve(String folder, String name) {
    return Path.of(folder).resolve(name).toAbsolutePath().normalize();
  }

  /// Where it stands, with its `.env` and all that it names.
  public Path folder() {
    return Objects.requireNonNull(paths.getFirst().getParent());
  }

  /// As COMPOSE_FILE names them in the folder of the first.
  String names() {
    return String.join(
        ":", paths.stream().map(path -> folder().relativize(path).toString()).toList());
  }

  /// As a user in the working folder would write it.
  List<String> options() {
    Path here = Path.of("").toAbsolutePath();
    return paths.stream()
        .map(path -> path.startsWith(here) ? here.relativize(path) : path)
        .flatMap(path -> Stream.of("-f", path.toString()))
        .toList();
  }
}
