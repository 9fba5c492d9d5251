package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.bench.ProjectionTrial;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.Topology;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.io.PrintWriter;
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
          + " the projections are paused, and times how long the projectors take."
    },
    footer = {
      "",
      "Examples:",
      "  classify bench projections",
      "  classify bench projections --projectors 1,2,3 --events 500000"
    })
final class BenchProjectionsCommand implements Callable<Integer> {

  private static final int EVENTS_MIN = 1_000;

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

  @Mixin private final OutputOption output = new OutputOption();

  private record Speed(int projectors, double eventsPerSecond) {

    /// What an event costs a projector, for `classify projections plan`.
    double microsPerEvent() {
      return projectors * 1e6 / eventsPerSecond;
    }
  }

  @Override
  public Integer call() throws Exception {
    if (events < EVENTS_MIN) {
      throw CommandFailure.usage("--events must be %d or more".formatted(EVENTS_MIN));
    }
    if (projectors.stream().anyMatch(number -> number < 1 || number > Topology.MAX)) {
      throw CommandFailure.usage("--projectors must be numbers from 1 to " + Topology.MAX);
    }
    List<Speed> speeds = new ArrayList<>();
    for (int number : projectors) {
      speeds.add(
          new MeasuredStack(parent.environment(), spec.commandLine().getErr()::println)
              .measure(
                  new Topology.Request(1, 1, number),
                  stack -> new Speed(number, on(stack, number))));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> print(speeds, out);
      case JSON -> out.println(json(speeds).toPrettyString());
    }
    return ExitCode.DONE;
  }

  private double on(LocalStack stack, int number) throws Exception {
    StackAddresses.Database address = stack.addresses().database();
    try (HikariDataSource database =
        Database.openForLongWork(
            new DatabaseSettings(address.url(), address.user(), address.password()), 1)) {
      return new ProjectionTrial(database).eventsPerSecond(number, events);
    }
  }

  private static void print(List<Speed> speeds, PrintWriter out) {
    out.println(
        new TextTable<Speed>()
            .figure("projectors", speed -> String.valueOf(speed.projectors()))
            .figure("events/s", speed -> "%.0f".formatted(speed.eventsPerSecond()))
            .figure("µs per event", speed -> "%.0f".formatted(speed.microsPerEvent()))
            .of(speeds));
  }

  private static ArrayNode json(List<Speed> speeds) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Speed speed : speeds) {
      rows.addObject()
          .put("projectors", speed.projectors())
          .put("events_per_second", Math.round(speed.eventsPerSecond()))
          .put("micros_per_event", Math.round(speed.microsPerEvent()));
    }
    return rows;
  }
}
