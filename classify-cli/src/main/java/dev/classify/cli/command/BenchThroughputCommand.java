package dev.classify.cli.command;

import dev.classify.cli.bench.Throughput;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackMode;
import dev.classify.local.StartResult;
import dev.classify.local.process.TemporaryFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "throughput",
    description = {
      "Measure classified rows per second, from reading a file to storing the answers.",
      "Runs on a new embedded stack; every run uses rows that the stack has not seen before."
    },
    footer = {"", "Example:", "  classify bench throughput samples/indicators.csv"})
final class BenchThroughputCommand implements Callable<Integer> {

  private static final double MEBIBYTE = 1 << 20;

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "File of rows; they are repeated under new ids.")
  private Path file;

  @Option(
      names = "--rows",
      defaultValue = "10903",
      description = "Rows per run (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Number of runs (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Mixin private final TopologyOptions topology = new TopologyOptions();

  @Override
  public Integer call() throws Exception {
    if (rows < 1 || runs < 1) {
      throw CommandFailure.usage("--rows and --runs must be 1 or more");
    }
    try (TemporaryFolder folder = TemporaryFolder.create("classify-bench")) {
      measureIn(folder.path());
    }
    return ExitCode.DONE;
  }

  private void measureIn(Path folder) throws Exception {
    Map<String, String> environment = new HashMap<>(parent.environment());
    environment.put("CLASSIFY_HOME", folder.resolve("data").toString());
    LocalSettings settings = LocalSettings.from(environment);
    PrintWriter err = spec.commandLine().getErr();
    switch (LocalStack.start(settings, StackMode.ATTACHED, topology.request(), err::println)) {
      case StartResult.Started(LocalStack stack) -> {
        try (stack;
            Throughput throughput = new Throughput(stack, folder)) {
          measure(throughput);
        }
      }
      case StartResult.AlreadyRunning(LocalStack stack) ->
          throw CommandFailure.failed(
              "another command uses " + stack.addresses(), "wait until it has ended");
      case StartResult.Failed failed -> throw failed.failure();
    }
  }

  private void measure(Throughput throughput) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Double> speeds = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      speeds.add(throughput.rowsPerSecond(file, rows, run));
      out.println("run %d: %.0f rows per second".formatted(run, speeds.getLast()));
    }
    List<Double> sorted = speeds.stream().sorted().toList();
    out.println(
        "median of %d: %.0f rows per second".formatted(runs, sorted.get(sorted.size() / 2)));
    out.println(
        "peak resident memory of all processes: %.0f MiB"
            .formatted(throughput.peakBytes() / MEBIBYTE));
  }
}
