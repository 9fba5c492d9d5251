package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.bench.ScalingCase;
import dev.classify.cli.bench.ScalingMeasurement;
import dev.classify.cli.bench.ScalingTrial;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.Topology;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "scaling",
    description = {
      "Measure throughput, processor time and distribution for several sizes of a cluster.",
      "For each size, starts a new embedded stack with the simulator, with an answer after 1 s,"
          + " where workers limit the speed, and at once, where the cores of this machine do."
    },
    footer = {
      "",
      "Examples:",
      "  classify bench scaling",
      "  classify bench scaling --sizes 1x1,1x3,1x5,1x10,3x3,5x5 --latency 1000"
    })
final class BenchScalingCommand implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,2})x(\\d{1,2})");

  /// So few that five workers do not need more than two cores.
  private static final int CONCURRENCY = 8;

  /// How long a case lasts if its workers are the limit.
  private static final int SECONDS = 20;

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--sizes",
      paramLabel = "NODESxWORKERS",
      split = ",",
      defaultValue = "1x1,1x3,1x5,3x3,5x5",
      description = "Numbers of Restate nodes and workers (default: ${DEFAULT-VALUE}).")
  private List<String> sizes = new ArrayList<>();

  @Option(
      names = "--latency",
      paramLabel = "MS",
      split = ",",
      defaultValue = "1000,0",
      description = "Response times of the simulator (default: ${DEFAULT-VALUE}).")
  private List<Integer> latencies = new ArrayList<>();

  @Option(
      names = "--rows",
      defaultValue = "6000",
      description = "Rows if the simulator answers at once (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    List<ScalingMeasurement> measured = new ArrayList<>();
    Map<String, String> environment = new HashMap<>(parent.environment());
    environment.put("LLM_CONCURRENCY", Integer.toString(CONCURRENCY));
    PrintWriter err = spec.commandLine().getErr();
    for (ScalingCase one : cases()) {
      ScalingMeasurement figures =
          new MeasuredStack(environment, _ -> {})
              .measure(
                  new Topology.Request(one.nodes(), one.workers()),
                  ScalingTrial.simulation(one),
                  stack -> new ScalingTrial(stack).run(one));
      measured.add(figures);
      // A case takes a minute, and the next one may fail.
      err.println(
          "%d nodes, %d workers, %d ms: %.0f rows per second"
              .formatted(one.nodes(), one.workers(), one.latencyMillis(), figures.rowsPerSecond()));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> out.println(table(measured));
      case JSON -> out.println(json(measured).toPrettyString());
    }
    return ExitCode.DONE;
  }

  private List<ScalingCase> cases() {
    if (rows < 1 || latencies.stream().anyMatch(latency -> latency < 0)) {
      throw CommandFailure.usage("--rows must be 1 or more, --latency 0 or more");
    }
    List<ScalingCase> cases = new ArrayList<>();
    for (int latency : latencies) {
      for (String size : sizes) {
        Matcher numbers = SIZE.matcher(size);
        if (!numbers.matches()) {
          throw noSize(size);
        }
        int nodes = Integer.parseInt(numbers.group(1));
        int workers = Integer.parseInt(numbers.group(2));
        if (Math.min(nodes, workers) < 1 || Math.max(nodes, workers) > Topology.MAX) {
          throw noSize(size);
        }
        ScalingCase one = new ScalingCase(nodes, workers, latency, CONCURRENCY, rows);
        cases.add(
            latency == 0
                ? one
                : new ScalingCase(
                    nodes,
                    workers,
                    latency,
                    CONCURRENCY,
                    (int) Math.ceil(one.rowsPerSecondMax() * SECONDS)));
      }
    }
    return cases;
  }

  private static CommandFailure noSize(String text) {
    return CommandFailure.usage(
        "--sizes has '%s', which is no size".formatted(text),
        "name numbers of nodes and workers from 1 to %d, such as 3x5".formatted(Topology.MAX));
  }

  private static String table(List<ScalingMeasurement> measured) {
    return new TextTable<ScalingMeasurement>()
        .figure("latency", one -> one.of().latencyMillis() + " ms")
        .figure("nodes", one -> Integer.toString(one.of().nodes()))
        .figure("workers", one -> Integer.toString(one.of().workers()))
        .figure("rows/s", one -> "%.0f".formatted(one.rowsPerSecond()))
        .figure("of the most", BenchScalingCommand::ofTheMost)
        .figure("ms/row", one -> "%.2f".formatted(one.cpuMillisPerRow()))
        .figure("s/batch", one -> "%.2f".formatted(one.batchSeconds()))
        .figure("least worker", one -> percent(evennessOfWorkers(one)))
        .figure("least node", one -> percent(evennessOfNodes(one)))
        .figure("health/s", one -> "%.0f".formatted(one.healthPerSecond()))
        .figure("least worker's health", one -> percent(evennessOfHealth(one)))
        .of(measured);
  }

  private static String ofTheMost(ScalingMeasurement one) {
    return one.of().rowsPerSecondMax() == 0
        ? ""
        : percent(one.rowsPerSecond() / one.of().rowsPerSecondMax());
  }

  private static double evennessOfWorkers(ScalingMeasurement one) {
    return ScalingMeasurement.evenness(one.rowsByWorker().values(), one.of().workers());
  }

  private static double evennessOfNodes(ScalingMeasurement one) {
    return ScalingMeasurement.evenness(one.rowsByNode().values(), one.of().nodes());
  }

  private static double evennessOfHealth(ScalingMeasurement one) {
    return ScalingMeasurement.evenness(one.healthByWorker().values(), one.of().workers());
  }

  private static String percent(double part) {
    return "%.0f %%".formatted(100 * part);
  }

  private static ArrayNode json(List<ScalingMeasurement> measured) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (ScalingMeasurement one : measured) {
      ObjectNode entry =
          json.addObject()
              .put("latency_ms", one.of().latencyMillis())
              .put("nodes", one.of().nodes())
              .put("workers", one.of().workers())
              .put("rows", one.of().rows())
              .put("rows_per_second", one.rowsPerSecond())
              .put("cpu_ms_per_row", one.cpuMillisPerRow())
              .put("seconds_per_batch", one.batchSeconds())
              .put("health_per_second", one.healthPerSecond());
      one.rowsByWorker().forEach(entry.putObject("rows_by_worker")::put);
      one.rowsByNode().forEach(entry.putObject("rows_by_node")::put);
      one.healthByWorker().forEach(entry.putObject("health_by_worker")::put);
    }
    return json;
  }
}
