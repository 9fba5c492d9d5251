package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.ExitCode;
import dev.classify.cli.input.InputOptions;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.Nodes;
import dev.classify.cli.submit.NodesSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.cli.submit.RunWish;
import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackMode;
import dev.classify.local.StartResult;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.JobProgress;
import dev.classify.store.Jobs;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "throughput",
    description = {
      "Classify rows end to end on a new embedded stack and print rows per second: reading them",
      "twice, Restate, the worker, and storing. No row is known before, so none is skipped."
    })
final class ThroughputCommand implements Callable<Integer> {

  private static final double MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The rows to repeat, each under ids of its own.")
  private Path file;

  @Option(names = "--rows", defaultValue = "10903", description = "Rows of a run.")
  private int rows;

  @Option(names = "--runs", defaultValue = "5", description = "Runs, one after another.")
  private int runs;

  @Option(names = "--in-flight", defaultValue = "32", description = "Batches under way at a time.")
  private int inFlightMax;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("classify-bench");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("CLASSIFY_HOME", folder.resolve("data").toString());
    PrintWriter err = spec.commandLine().getErr();
    return switch (LocalStack.start(
        LocalSettings.from(environment), StackMode.ATTACHED, err::println)) {
      case StartResult.Started(LocalStack stack) -> {
        try (stack) {
          measure(stack, folder);
        }
        yield ExitCode.DONE;
      }
      case StartResult.AlreadyRunning(LocalStack stack) -> ExitCode.PARTIAL;
      case StartResult.Failed failed -> {
        err.println(failed.message());
        yield ExitCode.PARTIAL;
      }
    };
  }

  private void measure(LocalStack stack, Path folder) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    var address = stack.addresses().database();
    DatabaseSettings settings =
        new DatabaseSettings(address.url(), address.user(), address.password());
    List<Double> speeds = new ArrayList<>();
    try (HikariDataSource database = Database.open(settings, 4);
        Nodes nodes =
            new Nodes(
                NodesSettings.of(
                    List.of(stack.addresses().ingress()), List.of(stack.addresses().admin())));
        MemorySampler memory = new MemorySampler(stack)) {
      JobRun job =
          new JobRun(
              nodes,
              new Jobs(database),
              new JobProgress(database),
              (started, scan, counts, stop) -> () -> {});
      for (int run = 1; run <= runs; run++) {
        double speed = run(job, folder, run);
        speeds.add(speed);
        out.println("run %d: %.0f rows per second".formatted(run, speed));
      }
      out.println("median of %d: %.0f rows per second".formatted(runs, median(speeds)));
      out.println(
          "peak of the sum of resident sizes: %.0f MiB".formatted(memory.peakBytes() / MEBIBYTE));
    }
  }

  private double run(JobRun job, Path folder, int run) throws Exception {
    Path input = folder.resolve("run" + run + ".jsonl");
    RepeatedInput.write(InputSource.file(file, InputOptions.NONE), rows, run, input);
    try (RejectFile rejects = new RejectFile(folder.resolve("rejects.csv"))) {
      long startedAt = System.nanoTime();
      RunSummary summary =
          job.run(
              InputSource.file(input, InputOptions.NONE),
              rejects,
              new RunWish(null, false, false, inFlightMax, 0));
      double seconds = (System.nanoTime() - startedAt) / 1e9;
      if (summary.counts().classified() != rows) {
        throw new IllegalStateException(
            "%d of %d rows were classified".formatted(summary.counts().classified(), rows));
      }
      return rows / seconds;
    } finally {
      Files.delete(input);
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
