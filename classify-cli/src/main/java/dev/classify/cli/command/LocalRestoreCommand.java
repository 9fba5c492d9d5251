package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.StackRestore;
import dev.classify.local.postgres.WalArchive;
import dev.classify.local.postgres.WalRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = {
      "Make a new stack from a backup; the next command starts it.",
      "Jobs that ran continue when the command that started them runs again. The folder"
          + " CLASSIFY_HOME must be new."
    },
    footer = {
      "",
      "Examples:",
      "  classify local restore backups/2026-11-28",
      "  classify local restore backups/2026-11-28 --archive wal --until 2026-11-28T14:30:00Z"
    })
final class LocalRestoreCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "A folder that `classify local backup` has made.")
  private Path folder;

  @Option(
      names = "--archive",
      paramLabel = "FOLDER",
      description =
          "Bring the database up to what this archive of its log holds (CLASSIFY_WAL_ARCHIVE).")
  private @Nullable Path archive;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Stop there, such as 2026-11-28T14:30:00Z; only with --archive.")
  private @Nullable Instant until;

  @Override
  public Integer call() {
    Path home = parent.localSettings().home();
    WalRecovery recovery = recovery();
    try {
      String made = StackRestore.run(folder, home, recovery);
      spec.commandLine()
          .getOut()
          .println(
              "%s holds the stack of %s; start it with `classify local up`, then run unfinished jobs"
                      .formatted(home, made)
                  + " again");
      return ExitCode.DONE;
    } catch (IOException e) {
      throw CommandFailure.failed(
          folder + " cannot be restored: " + e,
          "check that " + home + " can be written and that its disk has space",
          e);
    }
  }

  private @Nullable WalRecovery recovery() {
    if (archive == null) {
      if (until != null) {
        throw CommandFailure.usage(
            "--until needs the log of the database", "name its folder with --archive");
      }
      return null;
    }
    if (!Files.isDirectory(archive)) {
      throw CommandFailure.usage(
          archive + " is no folder", "name the folder that was CLASSIFY_WAL_ARCHIVE");
    }
    return new WalRecovery(new WalArchive(archive), until);
  }
}
