package dev.classify.cli.command;

import dev.classify.cli.cluster.ComposeStart;
import dev.classify.cli.cluster.RollingUpgrade;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "upgrade",
    description = {
      "Bring the running cluster up to its compose file, settings and sources, part by part, while"
          + " jobs run.",
      "Builds the image if a source is newer. Replaces the Restate nodes one at a time, each when"
          + " all others are in sync; then migrates the tables, replaces the workers one at a time"
          + " and registers them. Safe to repeat: parts that are up to date are left alone."
    },
    footer = {
      "",
      "Examples:",
      "  classify cluster upgrade",
      "  classify cluster upgrade workers --recreate    after a change of rule tables"
    })
final class ClusterUpgradeCommand implements Callable<Integer> {

  /// What is replaced one at a time.
  enum Kind {
    NODES,
    WORKERS
  }

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..2",
      paramLabel = "KIND",
      description = "nodes or workers (default: both, and then all other parts at once).")
  private Set<Kind> kinds = EnumSet.noneOf(Kind.class);

  @Option(
      names = "--recreate",
      description = "Also replace parts that are up to date, so that they read their files again.")
  private boolean recreate;

  @Option(names = "--build", description = "Always build the image.")
  private boolean build;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Consumer<String> told = spec.commandLine().getErr()::println;
    ComposeStart start = new ComposeStart(parent.environment(), told);
    RollingUpgrade upgrade = RollingUpgrade.of(parent.cluster(), recreate, told);
    upgrade.check();
    start.build(build);
    if (kinds.isEmpty() || kinds.contains(Kind.NODES)) {
      upgrade.nodes();
    }
    if (kinds.isEmpty() || kinds.contains(Kind.WORKERS)) {
      upgrade.workers();
    }
    if (kinds.isEmpty()) {
      start.up(false);
    }
    spec.commandLine().getOut().println("the cluster is up to date");
    return ExitCode.DONE;
  }
}
