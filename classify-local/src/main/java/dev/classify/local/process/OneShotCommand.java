package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Component.Stop;
import java.io.IOException;
import java.nio.file.Files;

/// A program that does one thing and exits. Like every other child, it ends with this process.
///
/// @param name names its pid file; its output goes to the log of that name
public record OneShotCommand(String name, ProcessFiles workplace) {

  /// Runs the program to its end; any exit code but 0 is a failure.
  public void run(Command command, String fix) throws IOException, InterruptedException {
    // The output of an earlier run would only mislead.
    Files.deleteIfExists(workplace.log(name).path());
    GuardedProcess process = GuardedProcess.start(name, command, Stop.BY_TERM, workplace);
    try {
      int exit = process.await();
      if (exit != 0) {
        throw CommandFailure.failed(
            command.words().getFirst()
                + " failed with exit code "
                + exit
                + "; "
                + workplace.log(name).tail(12),
            fix);
      }
    } finally {
      process.stop();
    }
  }
}
