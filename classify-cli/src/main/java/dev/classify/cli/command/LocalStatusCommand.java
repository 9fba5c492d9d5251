package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.JobStatus;
import dev.classify.cli.report.SystemStatus;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.ExitCode;
import dev.classify.llm.SimulatedModel;
import dev.classify.local.LocalStack;
import dev.classify.local.StackStatus;
import dev.classify.local.process.ComponentStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Show the state of each part of the stack, and the progress of the latest jobs.",
    footer = {
      "",
      "Exit code 0: every part runs, 1: a part is down, or nothing runs.",
      "",
      "Examples:",
      "  classify local status",
      "  classify local status job-fa88712be49d --output json",
      "  classify local status --watch     (until Ctrl-C)"
    })
final class LocalStatusCommand implements Callable<Integer> {

  private static final String COMMAND = "classify local";

  private static final long MEBIBYTE = 1 << 20;

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id of a job: show only this job, and what it costs.")
  private @Nullable String jobId;

  @Option(
      names = "--watch",
      description =
          "Show jobs, budgets, batches, workers and last rows on the whole terminal every two"
              + " seconds.")
  private boolean watch;

  @Mixin private final OutputOption output = new OutputOption();

  /// One line of the table.
  ///
  /// @param pid 0 where there is no process
  /// @param port null for the supervisor, which has none
  private record Part(
      String name,
      String state,
      long pid,
      @Nullable Integer port,
      @Nullable Integer restarts,
      OptionalLong residentBytes) {}

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Path home = parent.localSettings().home();
    Optional<LocalStack> running = LocalStack.attach(home);
    Optional<StackStatus> status =
        running.isPresent() ? running.get().status() : Optional.<StackStatus>empty();
    if (running.isEmpty() || status.isEmpty()) {
      printNothingRuns(home);
      return ExitCode.PARTIAL;
    }
    LocalStack stack = running.get();
    List<String> warnings = LocalCommand.warnings(stack);
    try (TargetSystem target = parent.target(stack)) {
      if (watch) {
        return StatusWatch.run(target, jobId);
      }
      JobStatus jobs = StatusCommand.of(target, jobId);
      SystemStatus system = SystemStatus.of(target.admins(), target.database());
      switch (output.format()) {
        case TABLE -> print(home, status.get(), target.simulated(), warnings, jobs, system);
        case JSON ->
            spec.commandLine()
                .getOut()
                .println(
                    json(home, status.get(), target.simulated(), warnings, jobs, system)
                        .toPrettyString());
      }
    }
    return warnings.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private void printNothingRuns(Path home) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> out.println("nothing runs in " + home);
      case JSON ->
          out.println(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("home", home.toString())
                  .put("running", false)
                  .toPrettyString());
    }
  }

  private void print(
      Path home,
      StackStatus status,
      boolean simulated,
      List<String> warnings,
      JobStatus jobs,
      SystemStatus system) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        new TextTable<Part>()
            .text("part", Part::name)
            .text("state", Part::state)
            .figure("pid", part -> part.pid() == 0 ? "" : Long.toString(part.pid()))
            .figure("port", part -> part.port() == null ? "" : part.port().toString())
            .figure("restarts", part -> part.restarts() == null ? "" : part.restarts().toString())
            .figure("memory", part -> mebibytes(part.residentBytes()))
            .of(parts(status)));
    out.println("up for " + status.uptime().toSeconds() + " s in " + home);
    if (simulated) {
      out.println("simulated: " + SimulatedModel.NOTE);
    }
    warnings.forEach(out::println);
    if (!jobs.isEmpty()) {
      out.println();
      jobs.lines(COMMAND).forEach(out::println);
    }
    if (jobId == null && !jobs.isEmpty()) {
      out.println();
      system.lines().forEach(out::println);
    }
  }

  private static ObjectNode json(
      Path home,
      StackStatus status,
      boolean simulated,
      List<String> warnings,
      JobStatus jobs,
      SystemStatus system) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("home", home.toString())
            .put("running", true)
            .put("uptime_seconds", status.uptime().toSeconds())
            .put("simulated", simulated);
    ArrayNode parts = json.putArray("parts");
    for (Part part : parts(status)) {
      ObjectNode shown =
          parts
              .addObject()
              .put("part", part.name())
              .put("state", part.state())
              .put("pid", part.pid() == 0 ? null : part.pid())
              .put("port", part.port())
              .put("restarts", part.restarts());
      part.residentBytes().ifPresent(bytes -> shown.put("memory_bytes", bytes));
    }
    warnings.forEach(json.putArray("warnings")::add);
    json.set("jobs", jobs.json(COMMAND));
    system.put(json);
    return json;
  }

  private static List<Part> parts(StackStatus status) {
    List<Part> parts = new ArrayList<>();
    for (StackStatus.Part part : status.parts()) {
      ComponentStatus component = part.status();
      parts.add(
          new Part(
              component.name(),
              component.state().name().toLowerCase(Locale.ROOT),
              component.pid(),
              component.port() == 0 ? null : component.port(),
              component.restarts(),
              part.residentBytes()));
    }
    parts.add(
        new Part(
            "supervisor", "ready", status.supervisorPid(), null, null, status.supervisorBytes()));
    return parts;
  }

  private static String mebibytes(OptionalLong bytes) {
    return bytes.isEmpty() ? "" : bytes.getAsLong() / MEBIBYTE + " MiB";
  }
}
