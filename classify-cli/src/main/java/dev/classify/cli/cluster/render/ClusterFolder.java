package dev.classify.cli.cluster.render;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.ComposeFile;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the files of a cluster are written.
///
/// @param replace whether files of other contents are replaced
public record ClusterFolder(Path folder, boolean replace) {

  private static final String DOCKERFILE = "Dockerfile.service";

  private static final Pattern PROJECTORS =
      Pattern.compile("(?m)^  projector:\\R    <<: .*\\R    scale: (\\d+)$");

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

  /// Fails unless every file is as this program writes it, for whichever number of nodes, or may be
  /// replaced.
  ///
  /// @param size whose workers count
  public void checkNodes(ClusterSize size) throws IOException {
    if (Files.exists(folder.resolve(DOCKERFILE))) {
      throw CommandFailure.failed(
          "%s is the folder of the sources, whose files are the template for all sizes"
              .formatted(folder),
          "give the cluster a folder of its own: `classify cluster render --nodes %d --workers %d"
                  .formatted(size.nodes(), size.workers())
              + " --to FOLDER`, copy .env there without COMPOSE_FILE, and repeat the command with"
              + " COMPOSE_FILE=FOLDER/"
              + ClusterFiles.COMPOSE);
    }
    List<String> changed = changed(size);
    if (!changed.isEmpty() && !replace) {
      throw CommandFailure.failed(
          "%s in %s: changed by hand, which would be lost"
              .formatted(String.join(", ", changed), folder),
          "move your changes to a second compose file that COMPOSE_FILE names too, and write the"
              + " original with `classify cluster render --nodes %d --workers %d --to %s --force`;"
                  .formatted(size.nodes(), size.workers(), folder)
              + " or replace them with --force, which keeps the present ones as NAME.old");
    }
  }

  /// Whether every file is that of this size.
  public boolean holds(ClusterSize size) throws IOException {
    for (Map.Entry<String, String> file : files(size).entrySet()) {
      if (!has(file.getKey(), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  /// Replaces the files by those of this size; those that somebody changed are kept as NAME.old.
  public void resize(ClusterSize size) throws IOException {
    for (String name : changed(size)) {
      Files.copy(
          folder.resolve(name), folder.resolve(name + ".old"), StandardCopyOption.REPLACE_EXISTING);
    }
    Map<String, String> files = new LinkedHashMap<>(files(size));
    // Last, because the number of nodes is read from it.
    String compose = Objects.requireNonNull(files.remove(ClusterFiles.COMPOSE));
    files.put(ClusterFiles.COMPOSE, compose);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
  }

  /// Files that are of no size.
  private List<String> changed(ClusterSize size) throws IOException {
    List<String> changed = new ArrayList<>(files(size).keySet());
    for (int nodes : ClusterSize.NODES) {
      Map<String, String> files = files(new ClusterSize(nodes, size.workers()));
      for (Map.Entry<String, String> file : files.entrySet()) {
        if (has(file.getKey(), file.getValue())) {
          changed.remove(file.getKey());
        }
      }
    }
    changed.removeIf(name -> !Files.exists(folder.resolve(name)));
    return changed;
  }

  private boolean has(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    return Files.exists(path) && Files.readString(path).equals(text);
  }

  private Map<String, String> files(ClusterSize size) throws IOException {
    Path compose = folder.resolve(ClusterFiles.COMPOSE);
    Matcher projectors = PROJECTORS.matcher(Files.exists(compose) ? Files.readString(compose) : "");
    return ClusterFiles.of(
        size, projectors.find() ? Integer.parseInt(projectors.group(1)) : 1, sources());
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
