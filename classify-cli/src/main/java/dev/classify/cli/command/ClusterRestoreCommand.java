package dev.classify.cli.command;

import dev.classify.cli.cluster.ClusterBackup;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = {
      "Make a new cluster from a backup; `classify cluster up` starts it.",
      "The compose file must have as many nodes as that of the backup."
    },
    footer = {"", "Example:", "  classify cluster restore backups/2026-11-28"})
final class ClusterRestoreCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "A folder that `classify cluster backup` has made.")
  private Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterBackup.restore(parent.cluster().compose(), folder, spec.commandLine().getErr());
    spec.commandLine()
        .getOut()
        .println("restored; start it with `classify cluster up`, then run unfinished jobs again");
    return ExitCode.DONE;
  }
}
