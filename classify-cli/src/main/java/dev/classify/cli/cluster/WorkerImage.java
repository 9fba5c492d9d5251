package dev.classify.cli.cluster;

import dev.classify.cli.cluster.Cluster.CommandOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The image of worker and command line, and whether it is as new as its sources.
final class WorkerImage {

  private static final Pattern DEFAULT = Pattern.compile("\\$\\{CLASSIFY_IMAGE:-([^}]+)}");

  private final Compose compose;
  private final String name;

  private WorkerImage(Compose compose, String name) {
    this.compose = compose;
    this.name = name;
  }

  static WorkerImage of(Compose compose, Map<String, String> environment) throws IOException {
    String given = environment.getOrDefault("CLASSIFY_IMAGE", "");
    Matcher otherwise = DEFAULT.matcher(Files.readString(compose.file().paths().getFirst()));
    return new WorkerImage(
        compose, given.isEmpty() && otherwise.find() ? otherwise.group(1) : given);
  }

  /// Why it must be built; nothing where it is new enough, or where there are no sources.
  Optional<String> whyBuild() throws IOException, InterruptedException {
    Path folder = compose.file().folder();
    if (!Files.exists(folder.resolve("Dockerfile.service"))) {
      return Optional.empty();
    }
    CommandOutput made = compose.docker("image", "inspect", "--format", "{{.Created}}", name);
    if (made.exit() != 0) {
      return Optional.of("there is no image " + name + " yet");
    }
    return newest(folder).isAfter(Instant.parse(made.output().strip()))
        ? Optional.of("a source is newer than the image " + name)
        : Optional.empty();
  }

  /// When what goes into the image was last changed; tests do not.
  private static Instant newest(Path folder) throws IOException {
    Instant newest = Instant.MIN;
    try (Stream<Path> top = Files.list(folder)) {
      for (Path path : top.toList()) {
        String file = path.getFileName().toString();
        if (file.matches("pom\\.xml|classify|Dockerfile\\.service")) {
          newest = later(newest, Files.getLastModifiedTime(path));
        } else if (file.matches("config|classify-.*")) {
          newest = newestBelow(path, newest);
        }
      }
    }
    return newest;
  }

  private static Instant newestBelow(Path folder, Instant newest) throws IOException {
    Instant found = newest;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!folder.relativize(file).toString().matches("(target|src/test)/.*")) {
          found = later(found, Files.getLastModifiedTime(file));
        }
      }
    }
    return found;
  }

  private static Instant later(Instant one, FileTime other) {
    return other.toInstant().isAfter(one) ? other.toInstant() : one;
  }
}
