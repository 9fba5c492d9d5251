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
      "Start what of the cluster is not up, and wait until all of it is healthy.",
      "The first time it writes an .env with passwords of your own. The image is built when it is",
      "missing or older than a source."
    })
final class ClusterUpCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;

  @Option(names = "--build", description = "Build the image in any case.")
  private boolean build;

  @Override
  public Integer call() throws IOException, InterruptedException {
    parent.start(build);
    return ExitCode.DONE;
  }
}
