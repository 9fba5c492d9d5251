package dev.classify.local;

import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// The commands that use a stack, so that it does not stop before the last one ends.
///
/// @param folder one file for each command, which names its process; a command that was killed does
///     not count
record StackUsers(Path folder) {

  private static final String FILE_END = ".json";

  /// A command that uses the stack until this is closed.
  record User(Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /// This process begins to use the stack.
  User enter() throws IOException {
    return enter(ProcessIdentity.ofThisProcess());
  }

  /// Lets the stack run as long as its supervisor is not asked to stop.
  void keep(ProcessIdentity supervisor) throws IOException {
    enter(supervisor);
  }

  /// Whether the stack was told to [#keep] running.
  boolean isKept(ProcessIdentity supervisor) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + FILE_END)) {
      for (Path file : files) {
        if (JsonFile.readIfWhole(file, ProcessIdentity.class).equals(Optional.of(supervisor))) {
          return true;
        }
      }
    }
    return false;
  }

  private User enter(ProcessIdentity process) throws IOException {
    Path file = folder.resolve(UUID.randomUUID() + FILE_END);
    JsonFile.write(file, process);
    return new User(file);
  }

  /// Whether a command uses the stack now.
  boolean any() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + FILE_END)) {
      for (Path file : files) {
        Optional<ProcessIdentity> user = JsonFile.readIfWhole(file, ProcessIdentity.class);
        if (user.flatMap(ProcessIdentity::find).isPresent()) {
          return true;
        }
        Files.deleteIfExists(file);
      }
    }
    return false;
  }
}
