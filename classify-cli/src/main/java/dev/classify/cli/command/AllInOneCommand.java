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
      "Start the cluster if it is not up, then classify on it.",
      "Classifies FILE, or the rows that `classify import` stored. The cluster stays up."
    },
    footer = {
      "",
      "Examples:",
      "  classify all-in-one samples/indicators.csv",
      "  classify all-in-one --rpm 1000",
      "",
      "Exit codes are those of `classify run`; also 1 if the cluster does not start."
    })
final class AllInOneCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "CSV, JSON, XLSX or Parquet file, or - for standard input; gzip and zip are unpacked.")
  private @Nullable String file;

  @Mixin private final RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    options.settings();
    options.input.check(file);
    PrintWriter err = spec.commandLine().getErr();
    ConfiguredCluster cluster = parent.cluster();
    if (isUp(cluster)) {
      err.println(ClusterRegisterCommand.register(cluster.containers().addresses()));
    } else {
      cluster = ClusterConsole.start(cluster, false, err::println);
    }
    int exit = RunCommand.run(cluster, spec, options, file);
    ClusterConsole.printAddresses(cluster, err::println);
    return exit;
  }

  private static boolean isUp(ConfiguredCluster cluster) throws IOException, InterruptedException {
    Compose compose = cluster.containers().compose();
    return !compose.containers().isEmpty() && compose.unwell().isEmpty();
  }
}
