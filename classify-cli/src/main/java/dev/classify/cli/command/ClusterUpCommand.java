package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "up",
    description = {
      "Start the cluster and wait until every part is healthy.",
      "The first start writes .env with new passwords. The image is built if it is missing or older"
          + " than the sources."
    },
    footer = {"", "Example:", "  classify cluster up"})
final class ClusterUpCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;

  @Option(names = "--build", description = "Always build the image.")
  private boolean build;

  @Override
  public Integer call() throws IOException, InterruptedException {
    parent.start(build);
    return ExitCode.DONE;
  }
}
