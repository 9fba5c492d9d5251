package dev.classify.cli.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The files by which other programs know of the runner.
///
/// @param wanted exists while there may be work, so that somebody starts a runner; null where one
///     always runs
/// @param alive is written again and again, for a health check; null for none
record RunnerFiles(@Nullable Path wanted, @Nullable Path alive) {

  void writeAlive() {
    if (alive != null) {
      write(alive);
    }
  }

  void createWanted() {
    if (wanted != null) {
      write(wanted);
    }
  }

  void removeWanted() {
    try {
      if (wanted != null) {
        Files.deleteIfExists(wanted);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
