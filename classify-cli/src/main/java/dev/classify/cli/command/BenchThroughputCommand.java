package dev.classify.cli.command;

import dev.classify.cli.bench.PairedSpeeds;
import dev.classify.cli.bench.Throughput;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import dev.classify.local.process.TemporaryFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    footer = {
      "",
      "Examples:",
      "  classify bench throughput samples/indicators.csv",
      "  classify bench throughput --watched --rows 60000 samples/indicators.csv",
      "  classify bench throughput --logged --rows 60000 samples/indicators.csv"
    })
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

  @Option(
      names = "--watched",
      description = {
        "Measure what people who look at the page cost: after a run that only warms up, every run"
            + " is repeated with an open stream of events, two readers of the jobs and a scrape of"
            + " the metrics.",
        "Give it --rows of half a minute or more."
      })
  private boolean watched;

  @Option(
      names = "--logged",
      description = {
        "Measure what the log of events costs: after a run that only warms up, every run is"
            + " repeated as a trial, whose rows are not logged.",
        "Give it --rows of half a minute or more."
      })
  private boolean logged;

  @Mixin private final TopologyOptions topology = new TopologyOptions();

  @Override
  public Integer call() throws Exception {
    if (rows < 1 || runs < 1) {
      throw CommandFailure.usage("--rows and --runs must be 1 or more");
    }
    if (watched && logged) {
      throw CommandFailure.usage("give --watched or --logged, not both");
    }
    new MeasuredStack(parent.environment(), spec.commandLine().getErr()::println)
        .measure(topology.request(), this::measure);
    return ExitCode.DONE;
  }

  private boolean measure(LocalStack stack) throws Exception {
    try (TemporaryFolder inputs = TemporaryFolder.create("classify-bench-inputs");
        Throughput throughput = new Throughput(stack, inputs.path())) {
      if (watched) {
        measurePairs(
            throughput::rowsPerSecond,
            throughput::watchedRowsPerSecond,
            throughput::rowsPerSecond,
            "watched",
            "page and metrics");
      } else if (logged) {
        measurePairs(
            throughput::rowsPerSecond,
            throughput::rowsPerSecond,
            throughput::unloggedRowsPerSecond,
            "logged",
            "the log of events");
      } else {
        measureRuns(throughput);
      }
      spec.commandLine()
          .getOut()
          .println(
              "peak resident memory of all processes: %.0f MiB"
                  .formatted(throughput.peakBytes() / MEBIBYTE));
    }
    return true;
  }

  private void measureRuns(Throughput throughput) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Double> speeds = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      speeds.add(throughput.rowsPerSecond(file, rows, run));
      out.println("run %d: %.0f rows per second".formatted(run, speeds.getLast()));
    }
    List<Double> sorted = speeds.stream().sorted().toList();
    out.println(
        "median of %d: %.0f rows per second".formatted(runs, sorted.get(sorted.size() / 2)));
  }

  private interface Measured {
    double rowsPerSecond(Path file, int rows, int run) throws Exception;
  }

  private void measurePairs(
      Measured warmUp, Measured with, Measured without, String how, String what) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PairedSpeeds speeds = new PairedSpeeds();
    int run = 0;
    warmUp.rowsPerSecond(file, rows, ++run);
    for (int pair = 1; pair <= runs; pair++) {
      double[] pairSpeeds = new double[2];
      for (boolean isWith : List.of(PairedSpeeds.withFirst(pair), !PairedSpeeds.withFirst(pair))) {
        pairSpeeds[isWith ? 0 : 1] = (isWith ? with : without).rowsPerSecond(file, rows, ++run);
      }
      speeds.add(pairSpeeds[0], pairSpeeds[1]);
      out.println(
          "pair %d: %.0f rows per second %s, %.0f un%s"
              .formatted(pair, pairSpeeds[0], how, pairSpeeds[1], how));
    }
    out.println(
        "%s: %.1f %% of the speed, median of %d pairs".formatted(what, 100 * speeds.cost(), runs));
  }
}
