package dev.classify.cli.cluster;

import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The image of worker and command line, and whether it is older than its sources.
final class WorkerImage {

  private final Compose compose;

  WorkerImage(Compose compose) {
    this.compose = compose;
  }

  /// Why it must be built; empty if it is new enough, or if there are no sources.
  Optional<String> whyBuild() throws IOException, InterruptedException {
    Path folder = compose.sources();
    if (!Files.exists(folder.resolve("Dockerfile.service"))) {
      return Optional.empty();
    }
    CommandOutput made =
        compose.docker("image", "inspect", "--format", "{{.Created}}", compose.image());
    if (made.exit() != 0) {
      return Optional.of("there is no image " + compose.image() + " yet");
    }
    return newest(folder).isAfter(Instant.parse(made.output().strip()))
        ? Optional.of("a source is newer than the image " + compose.image())
        : Optional.empty();
  }

  /// The last change of a file that goes into the image, which tests do not.
  private static Instant newest(Path folder) throws IOException {
    Instant newest = Instant.MIN;
    try (Stream<Path> top = Files.list(folder)) {
      for (Path path : top.toList()) {
        String file = path.getFileName().toString();
        if (file.matches("pom\\.xml|classify|Dockerfile\\.service")) {
          newest = later(newest, Files.getLastModifiedTime(path));
        } else if (file.matches("classify-.*|openai-simulator")) {
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
