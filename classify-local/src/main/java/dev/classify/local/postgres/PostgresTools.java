package dev.classify.local.postgres;

import dev.classify.local.process.Command;
import dev.classify.local.process.OneShotCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What runs PostgreSQL's own programs while the server is down.
///
/// @param environment of each of them
record PostgresTools(
    PostgresBinaries binaries,
    UnprivilegedUser unprivileged,
    OneShotCommand tool,
    Map<String, String> environment) {

  /// Runs a program to its end, as a user that PostgreSQL accepts.
  void run(List<String> words) throws IOException, InterruptedException {
    tool.run(
        new Command(unprivileged.command(words), environment),
        "fix the cause that the log names, such as a full or read-only disk, then start again");
  }
}
