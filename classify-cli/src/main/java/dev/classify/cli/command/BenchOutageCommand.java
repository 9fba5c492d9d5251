package dev.classify.cli.command;

import dev.classify.api.AnswerSettings;
import dev.classify.cli.bench.OutageCase;
import dev.classify.cli.bench.OutageKind;
import dev.classify.cli.bench.OutageMeasurement;
import dev.classify.cli.bench.OutageTrial;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.Topology;
import dev.classify.settings.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "outage",
    description = {
      "Measure how a job gets through an outage of the model.",
      "Runs a job against the simulator, makes the simulator ill in one way after 75 seconds, and"
          + " then well again. Compares the good answers from 15 seconds after the outage on with"
          + " those of the minute before it, by the arrivals of their requests; measures the"
          + " workers' processor time and the length of the batches' journals during the outage;"
          + " and counts the money held for requests that never arrived, and rejected rows. Each"
          + " case runs on a new embedded stack."
    },
    footer = {
      "",
      "KIND is one of",
      "  refuse           connections are refused: the port is closed",
      "  hang             requests are never answered",
      "  500              status 500",
      "  429              status 429 without Retry-After",
      "  429-retry-after  status 429 with Retry-After: 5",
      "  slow             good answers, but after 30 s",
      "  close            connections are reset in the middle of the answer",
      "  html             status 200 with an HTML page",
      "",
      "Examples:",
      "  classify bench outage --rpm 1000 --for 180s --workers 1,5",
      "  classify bench outage --kind refuse --for 10m",
      "  classify bench outage --kind 500,hang --busy 2 --minutes-after 3",
      "",
      "Exit codes: 0 every bound holds, 1 a bound is violated, 2 wrong usage."
    })
final class BenchOutageCommand implements Callable<Integer> {

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "refuse,hang,500,429,429-retry-after,slow,close,html",
      description = "What is wrong, one case for each kind (default: ${DEFAULT-VALUE}).")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "180s",
      description = "Duration of the outage, 10s to 1h (default: ${DEFAULT-VALUE}).")
  private String outage = "";

  @Option(
      names = "--rpm",
      paramLabel = "REQUESTS",
      defaultValue = "1000",
      description = "Requests per minute (default: ${DEFAULT-VALUE}).")
  private int requestsPerMinute;

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
      defaultValue = "10",
      description = "Rows in each request (default: ${DEFAULT-VALUE}).")
  private int perRequest;

  @Option(
      names = "--minutes-after",
      paramLabel = "MINUTES",
      defaultValue = "1",
      description =
          "Minutes to compare, from 15 seconds after the outage on (default: ${DEFAULT-VALUE}).")
  private int minutesAfter;

  @Option(
      names = "--busy",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that keep a core busy each meanwhile (default: ${DEFAULT-VALUE}).")
  private int busyLoops;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    List<OutageCase> cases = cases();
    List<OutageMeasurement> figures = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    for (OutageCase one : cases) {
      err.println("case %d of %d".formatted(figures.size() + 1, cases.size()));
      figures.add(
          new MeasuredStack(parent.environment(), err::println)
              .measure(
                  one.workers(),
                  one.simulation(),
                  stack -> new OutageTrial(stack, err::println).run(one)));
      err.println(OutageReport.line(figures.getLast()));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> out.println(OutageReport.table(figures));
      case JSON -> out.println(OutageReport.json(figures).toPrettyString());
    }
    boolean allHold = figures.stream().allMatch(one -> one.violations().isEmpty());
    return allHold ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private List<OutageCase> cases() {
    Duration time =
        DurationText.parse(outage)
            .filter(given -> given.compareTo(OutageCase.OUTAGE_MIN) >= 0)
            .filter(given -> given.compareTo(OutageCase.OUTAGE_MAX) <= 0)
            .orElseThrow(() -> CommandFailure.usage("--for must be a duration from 10s to 1h"));
    if (perRequest < 1 || perRequest > AnswerSettings.ROWS_PER_REQUEST_MAX) {
      throw CommandFailure.usage(
          "--per-request must be 1 to " + AnswerSettings.ROWS_PER_REQUEST_MAX + " rows");
    }
    if (requestsPerMinute < 1 || minutesAfter < 1 || busyLoops < 0) {
      throw CommandFailure.usage("--rpm and --minutes-after must be 1 or more, --busy 0 or more");
    }
    List<OutageCase> cases = new ArrayList<>();
    for (int count : workers) {
      if (count < 1 || count > Topology.MAX) {
        throw CommandFailure.usage("--workers must be 1 to " + Topology.MAX);
      }
      for (String kind : kinds) {
        cases.add(
            new OutageCase(
                kind(kind), requestsPerMinute, count, perRequest, time, minutesAfter, busyLoops));
      }
    }
    return cases;
  }

  private static OutageKind kind(String key) {
    return OutageKind.named(key)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "there is no kind of outage '" + key + "'",
                    "choose from " + OutageKind.keys()));
  }
}
