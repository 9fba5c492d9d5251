package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.api.AnswerSettings;
import dev.classify.cli.bench.GrowthMeasurement;
import dev.classify.cli.bench.GrowthPart;
import dev.classify.cli.bench.GrowthTrial;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    name = "growth",
    description = {
      "Measure whether rows cost as much at the end of a long run as at its beginning.",
      "Classifies generated rows on a new embedded stack, and prints for each part of the run its"
          + " speed, the memory and processor time of each program, and what is kept on disk."
    },
    footer = {
      "",
      "Examples:",
      "  classify bench growth samples/indicators.csv",
      "  classify bench growth --rows 1000000 samples/indicators.csv",
      "",
      "Exit codes: 0 every bound holds, 1 a bound is violated, 2 wrong usage."
    })
final class BenchGrowthCommand implements Callable<Integer> {

  private static final int ROWS_MIN = 1_000;
  private static final int PART_MAX = 100_000;
  private static final int PARTS_MIN = 5;
  private static final double MEBIBYTE = 1 << 20;
  private static final List<String> PROGRAMS = List.of("command", "workers", "restate", "postgres");

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "File of rows; they are repeated under new ids and names.")
  private Path file;

  @Option(
      names = "--rows",
      defaultValue = "100000",
      description = "Rows of the run, 1000 or more (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Mixin private final TopologyOptions topology = new TopologyOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    if (rows < ROWS_MIN) {
      throw CommandFailure.usage("--rows must be %d or more".formatted(ROWS_MIN));
    }
    GrowthMeasurement measured =
        new MeasuredStack(parent.environment(), spec.commandLine().getErr()::println)
            .measure(topology.request(), this::on);
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> print(measured, out);
      case JSON -> out.println(json(measured).toPrettyString());
    }
    return measured.violations().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private GrowthMeasurement on(LocalStack stack) throws Exception {
    int partRows = Math.min(PART_MAX, rows / PARTS_MIN);
    PrintWriter err = spec.commandLine().getErr();
    return new GrowthTrial(
            stack,
            part ->
                err.println(
                    "%d rows, the last %d at %.0f per second"
                        .formatted(
                            part.rowsBefore() + part.rows(), part.rows(), part.rowsPerSecond())))
        .run(file, rows, partRows, AnswerSettings.BY_RULES);
  }

  private static void print(GrowthMeasurement measured, PrintWriter out) {
    TextTable<GrowthPart> table =
        new TextTable<GrowthPart>()
            .figure("rows", part -> Long.toString(part.rowsBefore() + part.rows()))
            .figure("rows/s", part -> "%.0f".formatted(part.rowsPerSecond()))
            .figure("ms/row", part -> "%.3f".formatted(part.cpuMillisPerRow()));
    for (String program : PROGRAMS) {
      table.figure(program, part -> "%.3f".formatted(part.cpuMillisPerRow(program)));
    }
    for (String program : PROGRAMS) {
      table.figure(
          program + " MiB",
          part -> "%.0f".formatted(part.peakBytes().getOrDefault(program, 0L) / MEBIBYTE));
    }
    out.println(
        table
            .figure("table B/row", part -> "%.0f".formatted(part.databaseBytesPerRow()))
            .figure("WAL B/row", part -> "%.0f".formatted(part.logBytesPerRow()))
            .figure("journal B/row", part -> "%.0f".formatted(part.journalBytesPerRow()))
            .of(measured.parts()));
    out.println(
        "last part against the first: %.0f %% of the speed, %.0f %% of the processor time"
            .formatted(
                100 * measured.last().rowsPerSecond() / measured.first().rowsPerSecond(),
                100 * measured.last().cpuMillisPerRow() / measured.first().cpuMillisPerRow()));
    out.println(
        "bounds: "
            + (measured.violations().isEmpty()
                ? "hold"
                : String.join("; ", measured.violations())));
  }

  private static ObjectNode json(GrowthMeasurement measured) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode parts = json.putArray("parts");
    for (GrowthPart part : measured.parts()) {
      ObjectNode entry =
          parts
              .addObject()
              .put("rows", part.rowsBefore() + part.rows())
              .put("rows_per_second", part.rowsPerSecond())
              .put("database_bytes_per_row", part.databaseBytesPerRow())
              .put("wal_bytes_per_row", part.logBytesPerRow())
              .put("journal_bytes_per_row", part.journalBytesPerRow());
      part.cpuMillis()
          .forEach(
              (program, millis) ->
                  entry.withObjectProperty("cpu_ms_per_row").put(program, millis / part.rows()));
      part.peakBytes()
          .forEach((program, bytes) -> entry.withObjectProperty("peak_bytes").put(program, bytes));
    }
    json.put("rows_undone", measured.undone());
    measured.violations().forEach(json.putArray("broken")::add);
    return json;
  }
}
