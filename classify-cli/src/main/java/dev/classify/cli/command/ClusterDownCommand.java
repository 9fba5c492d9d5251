package dev.classify.cli.command;

import dev.classify.cli.cluster.ComposeDown;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = {
      "Stop the cluster and keep its state.",
      "After the next `classify cluster up`, submitted batches continue by themselves. For the"
          + " other rows, run the same classify command again."
    },
    footer = {"", "Example:", "  classify cluster down"})
final class ClusterDownCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    new ComposeDown(parent.cluster().compose(), err).run();
    err.println(
        "the data is kept; `classify cluster up` continues with it, `classify cluster clean`"
            + " deletes it");
    return ExitCode.DONE;
  }
}
