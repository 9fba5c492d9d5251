package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that is deleted on close.
///
/// Closed by a try statement, a failure to delete it never hides why the work in it failed.
public record TemporaryFolder(Path path) implements AutoCloseable {

  /// Makes an empty folder that nobody else may read.
  ///
  /// @param prefix of its name
  public static TemporaryFolder create(String prefix) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(prefix));
  }

  @Override
  public void close() throws IOException {
    Folder.delete(path);
  }
}
