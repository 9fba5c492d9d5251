package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.bench.OperationLatency;
import dev.classify.cli.bench.PagePaint;
import dev.classify.cli.bench.PageTrial;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.Topology;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.generated.GeneratedRows;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "page",
    description = {
      "Measure how fast the HTTP API and the page answer when the tables are large.",
      "Fills the database of a new embedded stack with generated answers, calls every operation"
          + " that reads, with typical filters, and prints how long the answers took. If this"
          + " machine has Chromium, also measures the first paint of the page.",
      "Takes some minutes, and 4 GB of disk for a million answers."
    },
    footer = {
      "",
      "Examples:",
      "  classify bench page",
      "  classify bench page --answers 100000 --jobs 100 --rounds 5",
      "",
      "Exit codes: 0 every bound holds, 1 a bound is violated, 2 wrong usage."
    })
final class BenchPageCommand implements Callable<Integer> {

  /// What people take for at once.
  private static final Duration P95_MAX = Duration.ofMillis(100);

  private static final Duration PAINT_MAX = Duration.ofSeconds(1);

  private static final int JOBS_MIN = 10;
  private static final int ANSWERS_PER_JOB_MIN = 100;

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--answers",
      paramLabel = "ROWS",
      defaultValue = "1000000",
      description = "Answers in the tables (default: ${DEFAULT-VALUE}).")
  private long answers;

  @Option(
      names = "--jobs",
      defaultValue = "1000",
      description = "Jobs that gave them (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--callers",
      defaultValue = "4",
      description = "Callers at the same time (default: ${DEFAULT-VALUE}).")
  private int callers;

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "How often each caller makes each call (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Mixin private final OutputOption output = new OutputOption();

  private record Measured(PageTrial.Result calls, Optional<PagePaint> paint) {}

  @Override
  public Integer call() throws Exception {
    if (callers < 1 || rounds < 1) {
      throw CommandFailure.usage("--callers and --rounds must be 1 or more");
    }
    if (jobs < JOBS_MIN || answers < (long) ANSWERS_PER_JOB_MIN * jobs) {
      throw CommandFailure.usage(
          "--jobs must be %d or more, and --answers %d for each job"
              .formatted(JOBS_MIN, ANSWERS_PER_JOB_MIN));
    }
    Measured measured =
        new MeasuredStack(parent.environment(), spec.commandLine().getErr()::println)
            .measure(new Topology.Request(1, 1), this::measure);
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> print(measured, out);
      case JSON -> out.println(json(measured).toPrettyString());
    }
    return holds(measured) ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private Measured measure(LocalStack stack) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    fill(stack, err);
    StackAddresses.Database address = stack.addresses().database();
    try (HikariDataSource database =
        Database.open(new DatabaseSettings(address.url(), address.user(), address.password()), 1)) {
      err.println("calling the API");
      PageTrial.Result calls =
          new PageTrial(database, stack.addresses().gateway()).run(callers, rounds);
      return new Measured(calls, PagePaint.measure(PageLink.create(stack, "bench page")));
    }
  }

  private void fill(LocalStack stack, PrintWriter err) throws SQLException {
    StackAddresses.Database owner = stack.databaseOwner();
    try (HikariDataSource database =
        Database.openForLongWork(
            new DatabaseSettings(owner.url(), owner.user(), owner.password()), 1)) {
      long begun = System.nanoTime();
      new GeneratedRows(database, part -> err.println("filling " + part))
          .fill(new GeneratedRows.Size(answers, jobs));
      err.println(
          "filled in %.0f s"
              .formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3));
    }
  }

  private static boolean holds(Measured measured) {
    return measured.calls().measured().stream()
            .filter(operation -> !operation.exports())
            .allMatch(operation -> operation.p95().compareTo(P95_MAX) < 0)
        && measured.paint().stream()
            .allMatch(paint -> paint.first().firstPaint().compareTo(PAINT_MAX) < 0);
  }

  private static void print(Measured measured, PrintWriter out) {
    out.println(
        new TextTable<OperationLatency>()
            .text("GET", OperationLatency::operation)
            .figure("calls", one -> Integer.toString(one.calls()))
            .figure("p50 ms", one -> Long.toString(one.p50().toMillis()))
            .figure("p95 ms", one -> Long.toString(one.p95().toMillis()))
            .figure("max ms", one -> Long.toString(one.max().toMillis()))
            .text("slowest call", one -> one.slowest().address())
            .of(measured.calls().measured()));
    if (!measured.calls().skipped().isEmpty()) {
      out.println("not called: " + String.join(", ", measured.calls().skipped()));
    }
    measured
        .paint()
        .ifPresentOrElse(
            paint ->
                out.println(
                    "first paint %d ms, jobs shown after %d ms; later visits %d ms and %d ms"
                        .formatted(
                            paint.first().firstPaint().toMillis(),
                            paint.first().jobs().toMillis(),
                            paint.again().firstPaint().toMillis(),
                            paint.again().jobs().toMillis())),
            () -> out.println("first paint not measured: no Chromium on this machine"));
    out.println(
        "p95 of every operation but exports below %d ms, first paint below %d ms: %s"
            .formatted(
                P95_MAX.toMillis(), PAINT_MAX.toMillis(), holds(measured) ? "holds" : "violated"));
  }

  private static ObjectNode json(Measured measured) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode operations = json.putArray("operations");
    List<OperationLatency> all = measured.calls().measured();
    for (OperationLatency one : all) {
      operations
          .addObject()
          .put("operation", one.operation())
          .put("calls", one.calls())
          .put("p50_ms", one.p50().toMillis())
          .put("p95_ms", one.p95().toMillis())
          .put("max_ms", one.max().toMillis())
          .put("slowest", one.slowest().address());
    }
    measured.calls().skipped().forEach(json.putArray("not_called")::add);
    measured
        .paint()
        .ifPresent(
            paint ->
                json.put("first_paint_ms", paint.first().firstPaint().toMillis())
                    .put("jobs_shown_ms", paint.first().jobs().toMillis())
                    .put("later_paint_ms", paint.again().firstPaint().toMillis())
                    .put("later_jobs_shown_ms", paint.again().jobs().toMillis()));
    return json.put("holds", holds(measured));
  }
}
