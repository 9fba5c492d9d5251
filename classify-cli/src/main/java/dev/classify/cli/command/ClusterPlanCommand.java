package dev.classify.cli.command;

import dev.classify.api.AnswerSettings;
import dev.classify.api.OfferedModel;
import dev.classify.cli.cluster.plan.ClusterPlan;
import dev.classify.cli.cluster.plan.ClusterPlanReport;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.settings.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    description = {
      "Say how large a cluster must be for a rate of requests to a model, how long a job takes, and"
          + " what it costs.",
      "Every figure has its reason; docs/cluster.md has the formulas. Nothing is started or sent."
    },
    footer = {
      "",
      "Examples:",
      "  classify cluster plan --rpm 1000 --indicators 60000 --latency 1s",
      "  classify cluster plan --rpm 30000 --indicators 1000000 --latency 20s --survive 2"
    })
final class ClusterPlanCommand implements Callable<Integer> {

  private static final String MODEL = "gpt-6-luna";

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--rpm",
      required = true,
      paramLabel = "REQUESTS",
      description = "Limit of requests per minute that the account has.")
  private int requestsPerMinute;

  @Option(
      names = "--indicators",
      required = true,
      paramLabel = "N",
      description = "Indicators of a job that a model is asked about.")
  private long indicators;

  @Option(
      names = "--latency",
      required = true,
      paramLabel = "TIME",
      description = "Mean time of a request, such as 800ms or 20s.")
  private String latency;

  @Option(
      names = "--per-request",
      paramLabel = "ROWS",
      description = "Rows in each request (default: " + AnswerSettings.ROWS_PER_REQUEST + ").")
  private int perRequest = AnswerSettings.ROWS_PER_REQUEST;

  @Option(
      names = "--survive",
      paramLabel = "NODES",
      description = "Nodes that may be lost at the same time: 0 to 3 (default: 1).")
  private int losses = 1;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model, for the cost (default: OPENAI_MODEL, or " + MODEL + ").")
  private @Nullable String model;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    check("--rpm", requestsPerMinute, 1_000_000);
    check("--indicators", indicators, 1_000_000_000);
    check("--per-request", perRequest, AnswerSettings.ROWS_PER_REQUEST_MAX);
    if (losses < 0 || losses > 3) {
      throw CommandFailure.usage("--survive must be 0 to 3 nodes");
    }
    Duration time =
        DurationText.parse(latency)
            .filter(Duration::isPositive)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--latency must be a time longer than zero, such as 800ms or 20s"));
    ClusterPlan plan = new ClusterPlan(requestsPerMinute, indicators, time, perRequest, losses);
    Map<String, String> environment = parent.environment();
    String name = environment.getOrDefault("OPENAI_MODEL", "");
    OfferedModel offered =
        EstimateCommand.offered(
            Objects.requireNonNullElse(model, name.isBlank() ? MODEL : name), environment);
    ClusterPlanReport report = new ClusterPlanReport(plan, offered);
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> report.lines().forEach(out::println);
      case JSON -> out.println(report.json().toPrettyString());
    }
    return ExitCode.DONE;
  }

  private static void check(String option, long number, long max) {
    if (number < 1 || number > max) {
      throw CommandFailure.usage("%s must be 1 to %d".formatted(option, max));
    }
  }
}
