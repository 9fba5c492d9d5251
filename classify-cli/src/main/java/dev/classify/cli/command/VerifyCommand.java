package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.verify.ClusterVerification;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = {
      "Check each part of the cluster, and suggest a fix for what fails.",
      "Runs a few made-up rows through the cluster, removes them again, and takes a snapshot.",
      "Exit code 0: no check failed, 1: a check failed."
    },
    footer = {"", "Example:", "  ${PARENT-COMMAND-FULL-NAME} verify --faults"})
final class VerifyCommand implements Callable<Integer> {

  @ParentCommand private Cluster.Source parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--faults",
      description =
          "Also run a job of made-up rows while a worker and a node are killed, check that every"
              + " row is stored exactly once, and start both again.")
  private boolean faults;

  @Option(
      names = "--rows",
      defaultValue = "12000",
      description = "Number of rows of the job with --faults (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws InterruptedException {
    if (rows < 1) {
      throw CommandFailure.usage("--rows must be 1 or more");
    }
    ClusterVerification verify =
        new ClusterVerification(
            parent.cluster(),
            spec.parent().qualifiedName(),
            output.format(),
            spec.commandLine().getOut(),
            spec.commandLine().getErr());
    return verify.run(faults ? rows : 0) ? ExitCode.DONE : ExitCode.PARTIAL;
  }
}
