package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The file that describes the cluster.
///
/// @param paths absolute; the first is ours, the others change it
public record ComposeFile(List<Path> paths) {

  private static final String NAME = "docker-compose.cluster.yml";

  /// The folder of the start script, which the script passes on.
  private static final String SCRIPT_FOLDER = "classify.folder";

  public ComposeFile {
    paths = List.copyOf(paths);
  }

  /// The file that COMPOSE_FILE names, or the one in the working folder or beside the script.
  public static ComposeFile find(Map<String, String> environment) {
    return locate(environment)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "there is no " + NAME + " here, and COMPOSE_FILE names none",
                    "run classify in the folder of its sources, or set COMPOSE_FILE"));
  }

  /// The same file, empty if there is none.
  public static Optional<ComposeFile> locate(Map<String, String> environment) {
    String given = environment.getOrDefault("COMPOSE_FILE", "");
    List<String> names = List.of((given.isEmpty() ? NAME : given).split(":", -1));
    return Stream.of("", scriptFolder())
        .map(folder -> names.stream().map(name -> resolve(folder, name)).toList())
        .filter(paths -> paths.stream().allMatch(Files::isRegularFile))
        .map(ComposeFile::new)
        .findFirst();
  }

  /// The folder of the start script: that of the sources, if they are there; empty if nobody knows.
  public static String scriptFolder() {
    return System.getProperty(SCRIPT_FOLDER, "");
  }

  private static Path resolve(String folder, String name) {
    return Path.of(folder).resolve(name).toAbsolutePath().normalize();
  }

  /// Its folder, which also holds `.env` and the files that it names.
  public Path folder() {
    return Objects.requireNonNull(paths.getFirst().getParent());
  }

  /// Its nodes and workers. A file that is none of ours is taken for the shipped one.
  public ClusterSize size() {
    try {
      return ClusterSize.of(Files.readString(paths.getFirst())).orElse(ClusterSize.SHIPPED);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot read %s: %s".formatted(paths.getFirst(), e), "make it readable for you");
    }
  }

  /// The value of COMPOSE_FILE in the folder of the first file.
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
