package dev.classify.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that appears under its name only when it is complete.
public final class WholeFile {

  private WholeFile() {}

  /// Writes the content; the writer is closed afterwards.
  public interface Content<E extends Exception> {
    void write(Writer writer) throws IOException, E;
  }

  public static <E extends Exception> void write(Path file, Content<E> content)
      throws IOException, E {
    // Not a temporary file of the platform, which only its owner could read.
    Path unfinished =
        file.resolveSibling(
            ".%s.%d.unfinished".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      try (Writer writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
        content.write(writer);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
