package dev.classify.cli.command;

import dev.classify.cli.cluster.Compose;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "all-in-one",
    description = {
      "Start the cluster if it is not up, and classify on it.",
      "What is classified is a file, or what `classify import` put into source_indicators. The",
      "cluster stays up."
    },
    footer = {
      "",
      "Examples:",
      "  classify all-in-one samples/indicators.csv",
      "  classify all-in-one --rpm 1000",
      "",
      "Exit codes: as `classify run`; 1 also where the cluster does not start."
    })
final class AllInOneCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "CSV or JSONL; - for stdin.")
  private @Nullable String file;

  @Mixin private final RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    options.settings();
    options.input.check(file);
    PrintWriter err = spec.commandLine().getErr();
    ClusterConsole screen = new ClusterConsole(parent, err::println);
    if (isUp()) {
      err.println(ClusterRegisterCommand.register(parent.composeCluster().addresses()));
    } else {
      screen.start(false);
    }
    int exit = RunCommand.run(parent, spec, options, file);
    screen.printAddresses(err::println);
    return exit;
  }

  private boolean isUp() throws IOException, InterruptedException {
    Compose compose = parent.composeCluster().compose();
    return !compose.containers().isEmpty() && compose.unwell().isEmpty();
  }
}
