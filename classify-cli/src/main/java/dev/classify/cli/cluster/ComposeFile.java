package dev.classify.cli.cluster;

import dev.classify.local.process.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The file that says what the cluster consists of.
///
/// @param path absolute
public record ComposeFile(Path path) {

  private static final String NAME = "docker-compose.cluster.yml";

  /// What the start script tells: the folder that it stands in.
  private static final String SCRIPT_FOLDER = "classify.folder";

  /// The file that COMPOSE_FILE names, or the one in the working folder or beside the script.
  public static ComposeFile find(Map<String, String> environment) throws CannotStart {
    return locate(environment)
        .orElseThrow(
            () ->
                new CannotStart(
                    "there is no " + NAME + " here, nor where COMPOSE_FILE names one",
                    "call classify in the folder of its sources, or set COMPOSE_FILE"));
  }

  /// The same, where none may be.
  public static Optional<ComposeFile> locate(Map<String, String> environment) {
    String given = environment.getOrDefault("COMPOSE_FILE", "");
    Path script = Path.of(System.getProperty(SCRIPT_FOLDER, ""));
    Path here = Path.of(given.isEmpty() ? NAME : given);
    return Stream.of(here, script.resolve(here), script.resolve(NAME))
        .map(Path::toAbsolutePath)
        .map(Path::normalize)
        .filter(Files::isRegularFile)
        .map(ComposeFile::new)
        .findFirst();
  }

  Path folder() {
    return path.resolveSibling("");
  }

  /// As a user in the working folder would write it.
  String shown() {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
  }
}
