package dev.classify.cli.command;

import dev.classify.cli.cluster.ClusterBackup;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.exit.ExitCode;
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
      "Copy the volumes of the cluster, also while jobs run.",
      "Nodes, object store and database are paused meanwhile, so that all are of one moment;"
          + " requests to models continue. The backup holds passwords and keys."
    },
    footer = {"", "Example:", "  classify cluster backup backups/2026-11-28"})
final class ClusterBackupCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "A new folder for the backup.")
  private Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ComposeCluster cluster = parent.cluster();
    ClusterBackup made = ClusterBackup.make(cluster.compose(), cluster.nodes(), folder);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s holds %.1f MiB; the cluster stood still for %.1f s%n",
            folder,
            made.bytes() / (1024.0 * 1024.0),
            made.pause().toMillis() / 1000.0);
    return ExitCode.DONE;
  }
}
