package dev.classify.cli.cluster.render;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.ComposeFile;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// Where the files of a cluster are written.
///
/// @param replace whether files of other contents are replaced
public record ClusterFolder(Path folder, boolean replace) {

  private static final String DOCKERFILE = "Dockerfile.service";

  /// Writes all files, or none of them.
  ///
  /// @throws CommandFailure if a file has other contents and must not be replaced
  public void write(ClusterSize size, int projectors) throws IOException {
    Map<String, String> files = ClusterFiles.of(size, projectors, sources());
    if (!replace) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        check(folder.resolve(file.getKey()), file.getValue());
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
  }

  private static void check(Path path, String text) throws IOException {
    if (Files.exists(path) && !Files.readString(path).equals(text)) {
      throw CommandFailure.failed(
          path + " exists and has other contents",
          "choose another folder with --to, or replace the files there with --force");
    }
  }

  /// Where Compose builds the image: from the sources, if this program runs from them. Elsewhere it
  /// must have been built or pulled.
  private String sources() {
    Path script = Path.of(ComposeFile.scriptFolder()).toAbsolutePath().normalize();
    if (!Files.exists(script.resolve(DOCKERFILE))) {
      return ".";
    }
    Path from = folder.toAbsolutePath().normalize();
    String way = from.relativize(script).toString();
    return way.isEmpty() ? "." : way;
  }
}
