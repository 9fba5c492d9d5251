package dev.classify.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = "Measure performance on this machine.",
    subcommands = {
      BenchThroughputCommand.class,
      BenchBudgetCommand.class,
      BenchOutageCommand.class,
      BenchPageCommand.class,
      BenchProjectionsCommand.class,
      BenchGrowthCommand.class,
      BenchScalingCommand.class
    })
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "name a benchmark: throughput, budget, outage, page, projections, growth or scaling");
  }

  /// The environment for the stacks that the benchmarks start.
  Map<String, String> environment() {
    return parent.localEnvironment();
  }
}
