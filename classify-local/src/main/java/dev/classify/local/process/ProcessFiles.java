package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where programs leave what they say and who they are.
///
/// @param pids one `<name>.pid` per program, and a `<name>.held` for each that shall stay down
/// @param logs one `<name>.log` per program
public record ProcessFiles(Path pids, Path logs) {

  /// Asks that a program, once it has ended, stays down until it is released.
  ///
  /// @param why told to whoever asks after the program
  public void hold(String name, String why) throws IOException {
    Files.writeString(heldFile(name), why);
  }

  /// Lets a program start again.
  public void release(String name) throws IOException {
    Files.deleteIfExists(heldFile(name));
  }

  /// Why a program shall stay down, empty where it shall not.
  public Optional<String> held(String name) throws IOException {
    try {
      return Optional.of(Files.readString(heldFile(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Lets all programs start again: a stack that starts anew starts whole.
  public void releaseAll() throws IOException {
    try (DirectoryStream<Path> held = Files.newDirectoryStream(pids, "*.held")) {
      for (Path file : held) {
        Files.delete(file);
      }
    }
  }

  private Path heldFile(String name) {
    return pids.resolve(name + ".held");
  }

  Path pidFile(String name) {
    return pids.resolve(name + ".pid");
  }

  /// What a program says.
  public LogFile log(String name) {
    return new LogFile(logs.resolve(name + ".log"));
  }
}
