package dev.classify.cli.command;

import dev.classify.cli.projections.ProjectorPlan;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.settings.DurationText;
import dev.classify.store.projections.EventRates;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
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
      "Calculate how many projectors the events need: events per second times the cost of one,"
          + " times the headroom.",
      "Without --rate it takes the busiest minute of the last hour from the log. With --backlog it"
          + " adds the events that a rebuild has to read within --within."
    },
    footer = {
      "",
      "Examples:",
      "  classify projections plan",
      "  classify projections plan --rate 100 --cost 10ms",
      "  classify projections plan --backlog 1000000 --within 10m"
    })
final class ProjectionsPlanCommand implements Callable<Integer> {

  @ParentCommand private ProjectionsCommand projections;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--rate",
      paramLabel = "EVENTS",
      description = "Events per second (default: the busiest minute of the last hour).")
  private @Nullable Double rate;

  @Option(
      names = "--cost",
      paramLabel = "TIME",
      description =
          "Time that one event takes, in all projections (default: 0.2ms, which is 5,000 events per"
              + " second; `classify bench projections` measures yours).")
  private @Nullable String cost;

  @Option(
      names = "--headroom",
      paramLabel = "FACTOR",
      defaultValue = "2",
      description = "Factor for peaks and for the loss of a projector (default: ${DEFAULT-VALUE}).")
  private double headroom;

  @Option(
      names = "--backlog",
      paramLabel = "EVENTS",
      defaultValue = "0",
      description = "Events that wait, such as those of a rebuild (default: ${DEFAULT-VALUE}).")
  private long backlog;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "In which the backlog is to be read (default: ${DEFAULT-VALUE}).")
  private String within;

  @Override
  public Integer call() throws SQLException {
    Duration time =
        DurationText.parse(within)
            .filter(Duration::isPositive)
            .orElseThrow(
                () -> CommandFailure.usage("--within must be a duration above 0, such as 10m"));
    double costMillis = cost == null ? ProjectorPlan.COST_MILLIS : millis(cost);
    if (headroom < 1 || backlog < 0 || (rate != null && !(rate >= 0))) {
      throw CommandFailure.usage("--headroom must be at least 1, --rate and --backlog at least 0");
    }
    ProjectorPlan plan =
        new ProjectorPlan(
            rate == null ? measuredRate() : rate, costMillis, headroom, backlog, time);
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> out.println(plan.text());
      case JSON -> out.println(plan.json().toPrettyString());
    }
    return ExitCode.DONE;
  }

  /// With fractions, because an event takes less than the shortest duration of other settings.
  private static double millis(String text) {
    try {
      double millis =
          Double.parseDouble(text.endsWith("ms") ? text.substring(0, text.length() - 2) : "");
      if (millis > 0 && Double.isFinite(millis)) {
        return millis;
      }
    } catch (NumberFormatException wrong) {
      // Said below.
    }
    throw CommandFailure.usage("--cost must be a time in milliseconds, such as 0.2ms: " + text);
  }

  private double measuredRate() throws SQLException {
    try (TargetSystem target = projections.open()) {
      return new EventRates(target.database()).busiestMinutePerSecond();
    }
  }
}
