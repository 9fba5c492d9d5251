package dev.classify.cli.config;

import dev.classify.rules.RuleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads a folder of rule tables.
public final class RuleFolder implements RuleSettings.FolderReader {

  @Override
  public List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  @Override
  public String read(String folder, String file) throws IOException {
    return Files.readString(Path.of(folder, file));
  }
}
