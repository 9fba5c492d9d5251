package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Component.StopSignal;
import java.io.IOException;
import java.nio.file.Files;

/// A program that does one thing and ends; it dies with this process as any other child does.
///
/// @param name names its pid file; its output goes to the log of that name
public record OneShotCommand(String name, ProcessFiles workplace) {

  /// Runs it to its end; anything but exit code 0 is a failure to start.
  public void run(Command command, String mend) throws IOException, InterruptedException {
    // What an earlier run has said would only mislead.
    Files.deleteIfExists(workplace.log(name).path());
    GuardedProcess process = GuardedProcess.start(name, command, StopSignal.TERM, workplace);
    try {
      int exit = process.await();
      if (exit != 0) {
        throw CommandFailure.failed(
            command.words().getFirst()
                + " failed with exit code "
                + exit
                + "; "
                + workplace.log(name).tail(12),
            mend);
      }
    } finally {
      process.stop();
    }
  }
}
