package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.api.AnswerSettings;
import dev.classify.cli.bench.BudgetCase;
import dev.classify.cli.bench.BudgetMeasurement;
import dev.classify.cli.bench.BudgetTrial;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.Topology;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "budget",
    description = {
      "Measure how well the rate limit of LLM requests is used and kept.",
      "Sends requests to the simulator, whose own limit is --rpm, and prints the most requests that"
          + " arrived in any 60 seconds, the share of the limit used from second 60 on, and stored"
          + " rows per minute. Each case runs on a new embedded stack."
    },
    footer = {
      "",
      "Examples:",
      "  classify bench budget --rpm 1000",
      "  classify bench budget --rpm 60,1000,1500,10000 --workers 1,5",
      "  classify bench budget --rpm 1500 --workers 5 --kill-worker",
      "  classify bench budget --rpm 600 --latency lognormal:20s,30s --seconds 180",
      "",
      "Exit codes: 0 every bound holds, 1 a bound is violated, 2 wrong usage."
    })
final class BenchBudgetCommand implements Callable<Integer> {

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--rpm",
      paramLabel = "REQUESTS",
      split = ",",
      defaultValue = "1000",
      description = "Requests per minute, one case for each number (default: ${DEFAULT-VALUE}).")
  private List<Integer> budgets = new ArrayList<>();

  @Option(
      names = "--workers",
      paramLabel = "M",
      split = ",",
      defaultValue = "1",
      description = "Number of workers, one case for each number (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers = new ArrayList<>();

  @Option(
      names = "--per-request",
      paramLabel = "ROWS",
      description = "Rows in each request (default: 10; 1 from 10000 requests per minute).")
  private @Nullable Integer perRequest;

  @Option(
      names = "--latency",
      paramLabel = "DISTRIBUTION",
      defaultValue = "lognormal:1s,2500ms",
      description =
          "Response time of the simulator (default: ${DEFAULT-VALUE}: mean 1 s, 95th percentile 2.5"
              + " s).")
  private String latency = "";

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "130",
      description = "Duration of a case, including its first minute (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--kill-worker",
      description = "Kill a worker after 75 seconds and restart it shortly afterwards.")
  private boolean killWorker;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    List<BudgetCase> cases = cases();
    List<BudgetMeasurement> figures = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    for (BudgetCase one : cases) {
      err.println("case %d of %d".formatted(figures.size() + 1, cases.size()));
      figures.add(
          new MeasuredStack(parent.environment(), err::println)
              .measure(
                  one.workers(),
                  BudgetTrial.simulation(one),
                  stack -> new BudgetTrial(stack).run(one)));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> out.println(table(figures));
      case JSON -> out.println(json(figures).toPrettyString());
    }
    boolean allHold = figures.stream().allMatch(one -> one.violations().isEmpty());
    return allHold ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private List<BudgetCase> cases() {
    if (seconds < BudgetCase.SECONDS_MIN) {
      throw CommandFailure.usage("--seconds must be " + BudgetCase.SECONDS_MIN + " or more");
    }
    if (perRequest != null
        && (perRequest < 1 || perRequest > AnswerSettings.ROWS_PER_REQUEST_MAX)) {
      throw CommandFailure.usage(
          "--per-request must be 1 to " + AnswerSettings.ROWS_PER_REQUEST_MAX + " rows");
    }
    List<BudgetCase> cases = new ArrayList<>();
    for (int budget : budgets) {
      for (int count : workers) {
        if (budget < 1 || count < 1 || count > Topology.MAX) {
          throw CommandFailure.usage(
              "--rpm must be 1 or more, --workers 1 to %d".formatted(Topology.MAX));
        }
        int together = perRequest == null ? BudgetCase.suitableRowsPerRequest(budget) : perRequest;
        cases.add(new BudgetCase(budget, count, together, latency, seconds, killWorker));
      }
    }
    return cases;
  }

  private static String table(List<BudgetMeasurement> figures) {
    return new TextTable<BudgetMeasurement>()
        .figure("RPM", one -> Integer.toString(one.of().requestsPerMinute()))
        .figure("rows/request", one -> Integer.toString(one.of().rowsPerRequest()))
        .figure("workers", one -> Integer.toString(one.of().workers()))
        .figure("killed", one -> one.of().killWorker() ? "one" : "")
        .figure("requests", one -> Long.toString(one.requests()))
        .figure("most in 60 s", one -> Integer.toString(one.mostInAMinute()))
        .figure("used", one -> "%.1f %%".formatted(100 * one.usedShare()))
        .figure("refused", one -> Long.toString(one.throttled()))
        .figure("rows/min", one -> "%.0f".formatted(one.rowsPerMinute()))
        .figure("original", BenchBudgetCommand::original)
        .figure("times", BenchBudgetCommand::timesOriginal)
        .text(
            "bounds",
            one -> one.violations().isEmpty() ? "hold" : String.join("; ", one.violations()))
        .of(figures);
  }

  private static String original(BudgetMeasurement one) {
    return one.originalPerMinute().isEmpty()
        ? ""
        : Integer.toString(one.originalPerMinute().getAsInt());
  }

  private static String timesOriginal(BudgetMeasurement one) {
    return one.originalPerMinute().isEmpty()
        ? ""
        : "%.0f".formatted(one.rowsPerMinute() / one.originalPerMinute().getAsInt());
  }

  private static ArrayNode json(List<BudgetMeasurement> figures) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (BudgetMeasurement one : figures) {
      ObjectNode entry =
          json.addObject()
              .put("rpm", one.of().requestsPerMinute())
              .put("per_request", one.of().rowsPerRequest())
              .put("workers", one.of().workers())
              .put("latency", one.of().latency())
              .put("seconds", one.of().seconds())
              .put("worker_killed", one.of().killWorker())
              .put("requests", one.requests())
              .put("most_in_60_s", one.mostInAMinute())
              .put("used_part", one.usedShare())
              .put("refused", one.throttled())
              .put("rows_per_minute", one.rowsPerMinute())
              .put("rows_undone", one.unanswered());
      one.perSecond().forEach(entry.putArray("per_second")::add);
      one.originalPerMinute().ifPresent(rows -> entry.put("original_rows_per_minute", rows));
      one.violations().forEach(entry.putArray("broken")::add);
    }
    return json;
  }
}
