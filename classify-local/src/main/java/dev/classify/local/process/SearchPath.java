package dev.classify.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Where a shell would find a program.
public final class SearchPath {

  private SearchPath() {}

  /// The executables of this name in the folders of PATH, in their order.
  public static Stream<Path> find(String program, Map<String, String> environment) {
    String folders = environment.getOrDefault("PATH", "");
    return Stream.of(folders.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }
}
