package dev.classify.input;

import dev.classify.indicator.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Records of a temporary file, which is deleted when they are closed.
record CopiedRecords(TableRecords records, Path file) implements TableRecords {

  @Override
  public Optional<Entry> next() throws IOException {
    return records.next();
  }

  @Override
  public List<Problem> warnings() {
    return records.warnings();
  }

  @Override
  public void close() throws IOException {
    try {
      records.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
