package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.StackBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "backup",
    description = {
      "Copy the whole stack, also while jobs run.",
      "Database, Restate's nodes and their object store stand still while they are copied, so that"
          + " all are of one moment; requests to models continue. The backup holds passwords and"
          + " keys, and only you can read it."
    },
    footer = {"", "Example:", "  classify local backup backups/2026-11-28"})
final class LocalBackupCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "A new folder for the backup.")
  private Path folder;

  @Override
  public Integer call() throws InterruptedException {
    try {
      StackBackup made = StackBackup.make(parent.localSettings().home(), folder);
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s holds %.1f MiB; the stack stood still for %.1f s%n",
              made.folder(),
              made.bytes() / (1024.0 * 1024.0),
              made.pause().toMillis() / 1000.0);
      return ExitCode.DONE;
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the backup failed: " + e,
          "check that " + folder + " can be written and that its disk has space",
          e);
    }
  }
}
