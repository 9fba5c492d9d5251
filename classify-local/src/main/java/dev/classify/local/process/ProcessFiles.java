package dev.classify.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of the programs: process ids, logs, and marks that keep a program down.
///
/// @param pids one `<name>.pid` and one `<name>.process` per program, and a `<name>.held` for each
///     that must stay down
/// @param logs one `<name>.log` per program
public record ProcessFiles(Path pids, Path logs) {

  private static final String IDENTITY = ".process";

  /// Keeps a program down, once it has ended, until it is released.
  ///
  /// @param why shown in the status of the program
  public void hold(String name, String why) throws IOException {
    Files.writeString(heldFile(name), why);
  }

  /// Lets a program start again.
  public void release(String name) throws IOException {
    Files.deleteIfExists(heldFile(name));
  }

  /// Why a program must stay down, empty if it need not.
  public Optional<String> held(String name) throws IOException {
    try {
      return Optional.of(Files.readString(heldFile(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Lets all programs start again, because a new start of the stack starts all of it.
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

  /// Keeps which process a program is, for a supervisor that starts after this one was killed.
  void remember(String name, ProcessIdentity program) throws IOException {
    AtomicFile.write(
        pids.resolve(name + IDENTITY), program.toText().getBytes(StandardCharsets.UTF_8));
  }

  /// The programs that a killed supervisor may have left.
  List<ProcessIdentity> remembered() throws IOException {
    List<ProcessIdentity> programs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pids, "*" + IDENTITY)) {
      for (Path file : files) {
        ProcessIdentity.ofText(Files.readString(file)).ifPresent(programs::add);
      }
    }
    return programs;
  }

  Path pidFile(String name) {
    return pids.resolve(name + ".pid");
  }

  /// The output of a program.
  public LogFile log(String name) {
    return new LogFile(logs.resolve(name + ".log"));
  }
}
