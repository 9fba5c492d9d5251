package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.bench.ProjectionTrial;
import dev.classify.cli.bench.RebuildTrial;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.Topology;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
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
    name = "projections",
    description = {
      "Measure how fast projectors read events of the log into all projections.",
      "For each number of projectors, starts a new embedded stack, appends generated events while"
          + " the projections are paused, and times how long the projectors take. With --rebuild,"
          + " measures how much a rebuild of so many events slows the other projections while more"
          + " events arrive than they can read; fails if they keep less than half of their speed."
    },
    footer = {
      "",
      "Examples:",
      "  classify bench projections",
      "  classify bench projections --projectors 1,2,3 --events 500000",
      "  classify bench projections --rebuild --projectors 1 --events 1000000"
    })
final class BenchProjectionsCommand implements Callable<Integer> {

  private static final int EVENTS_MIN = 1_000;
  private static final int RUNS_MAX = 99;

  /// A rebuild works beside the others as if it were one of two.
  private static final double SHARE = 0.5;

  private static final int PERCENT = 100;

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "200000",
      description = "Events for each measurement (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--projectors",
      paramLabel = "P",
      split = ",",
      defaultValue = "1,3",
      description = "Numbers of projectors, with commas between them (default: ${DEFAULT-VALUE}).")
  private List<Integer> projectors;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description =
          "Measurements for each number, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(names = "--rebuild", description = "Measure a rebuild beside the other projections.")
  private boolean rebuild;

  @Mixin private final OutputOption output = new OutputOption();

  private record Speed(int projectors, ProjectionTrial.Speed measured) {

    /// What an event costs a projector, for `classify projections plan`.
    double microsPerEvent() {
      return projectors * 1e6 / measured.eventsPerSecond();
    }
  }

  private record Rebuild(int projectors, RebuildTrial.Result measured) {}

  @Override
  public Integer call() throws Exception {
    if (events < EVENTS_MIN) {
      throw CommandFailure.usage("--events must be %d or more".formatted(EVENTS_MIN));
    }
    if (runs < 1 || runs > RUNS_MAX) {
      throw CommandFailure.usage("--runs must be 1 to " + RUNS_MAX);
    }
    if (projectors.stream().anyMatch(number -> number < 1 || number > Topology.MAX)) {
      throw CommandFailure.usage("--projectors must be numbers from 1 to " + Topology.MAX);
    }
    return rebuild ? rebuilds() : speeds();
  }

  private int speeds() throws Exception {
    List<Speed> speeds = new ArrayList<>();
    for (int number : projectors) {
      speeds.add(
          on(
              number,
              (stack, database) ->
                  new Speed(
                      number, new ProjectionTrial(stack, database).speed(number, events, runs))));
    }
    print(
        switch (output.format()) {
          case TABLE -> table(speeds);
          case JSON -> json(speeds).toPrettyString();
        });
    return ExitCode.DONE;
  }

  private int rebuilds() throws Exception {
    List<Rebuild> rebuilds = new ArrayList<>();
    for (int number : projectors) {
      rebuilds.add(
          on(
              number,
              (_, database) ->
                  new Rebuild(number, new RebuildTrial(database).measure(number, events))));
    }
    print(
        switch (output.format()) {
          case TABLE -> rebuildTable(rebuilds);
          case JSON -> rebuildJson(rebuilds).toPrettyString();
        });
    return rebuilds.stream().allMatch(each -> each.measured().kept() >= SHARE)
        ? ExitCode.DONE
        : ExitCode.PARTIAL;
  }

  private interface Measurement<R> {
    R on(LocalStack stack, HikariDataSource database) throws Exception;
  }

  private <R> R on(int number, Measurement<R> measurement) throws Exception {
    return new MeasuredStack(parent.environment(), spec.commandLine().getErr()::println)
        .measure(
            new Topology.Request(1, 1, number),
            stack -> {
              StackAddresses.Database address = stack.addresses().database();
              try (HikariDataSource database =
                  Database.openForLongWork(
                      new DatabaseSettings(address.url(), address.user(), address.password()), 1)) {
                return measurement.on(stack, database);
              }
            });
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
  }

  private static String table(List<Speed> speeds) {
    return new TextTable<Speed>()
        .figure("projectors", speed -> String.valueOf(speed.projectors()))
        .figure("events/s", speed -> "%.0f".formatted(speed.measured().eventsPerSecond()))
        .figure("µs per event", speed -> "%.0f".formatted(speed.microsPerEvent()))
        .figure("CPU projectors", speed -> micros(speed.measured().projectorMicros()))
        .figure("CPU PostgreSQL", speed -> micros(speed.measured().databaseMicros()))
        .of(speeds);
  }

  private static String micros(double micros) {
    return "%.0f µs".formatted(micros);
  }

  private static ArrayNode json(List<Speed> speeds) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Speed speed : speeds) {
      rows.addObject()
          .put("projectors", speed.projectors())
          .put("events_per_second", Math.round(speed.measured().eventsPerSecond()))
          .put("micros_per_event", Math.round(speed.microsPerEvent()))
          .put("cpu_micros_projectors", Math.round(speed.measured().projectorMicros()))
          .put("cpu_micros_postgresql", Math.round(speed.measured().databaseMicros()));
    }
    return rows;
  }

  private static String rebuildTable(List<Rebuild> rebuilds) {
    return new TextTable<Rebuild>()
        .figure("projectors", each -> String.valueOf(each.projectors()))
        .figure("events/s alone", each -> "%.0f".formatted(each.measured().alone()))
        .figure("beside a rebuild", each -> "%.0f".formatted(each.measured().beside()))
        .figure("kept", each -> "%.0f %%".formatted(PERCENT * each.measured().kept()))
        .figure("rebuilt/s", each -> "%.0f".formatted(each.measured().rebuilt()))
        .figure("until", each -> each.measured().until().toSeconds() + " s")
        .of(rebuilds);
  }

  private static ArrayNode rebuildJson(List<Rebuild> rebuilds) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Rebuild each : rebuilds) {
      rows.addObject()
          .put("projectors", each.projectors())
          .put("events_per_second_alone", Math.round(each.measured().alone()))
          .put("events_per_second_beside", Math.round(each.measured().beside()))
          .put("kept", each.measured().kept())
          .put("rebuilt_per_second", Math.round(each.measured().rebuilt()))
          .put("seconds", each.measured().until().toSeconds());
    }
    return rows;
  }
}
