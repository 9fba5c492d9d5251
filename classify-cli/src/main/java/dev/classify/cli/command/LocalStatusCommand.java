package dev.classify.cli.command;

import com.github.freva.asciitable.AsciiTable;
import dev.classify.cli.report.JobCostText;
import dev.classify.cli.report.JobTable;
import dev.classify.exit.ExitCode;
import dev.classify.llm.SimulatedModel;
import dev.classify.local.LocalStack;
import dev.classify.local.StackStatus;
import dev.classify.local.process.ComponentStatus;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Jobs;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Show what each part of the stack is doing and how far the latest jobs are.")
final class LocalStatusCommand implements Callable<Integer> {

  private static final String[] HEADER = {"part", "state", "pid", "port", "restarts", "memory"};
  private static final long MEBIBYTE = 1 << 20;

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id of a job: show this one, and what it costs.")
  private @Nullable String jobId;

  @Override
  public Integer call() throws IOException, SQLException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<LocalStack> stack = LocalStack.attach(parent.localSettings().home());
    Optional<StackStatus> status =
        stack.isPresent() ? stack.get().status() : Optional.<StackStatus>empty();
    if (stack.isEmpty() || status.isEmpty()) {
      out.println("nothing runs in " + parent.localSettings().home());
      return ExitCode.PARTIAL;
    }
    List<String[]> rows = new ArrayList<>();
    for (StackStatus.Part part : status.get().parts()) {
      ComponentStatus component = part.status();
      rows.add(
          new String[] {
            component.name(),
            component.state().name().toLowerCase(Locale.ROOT),
            component.pid() == 0 ? "" : Long.toString(component.pid()),
            Integer.toString(component.port()),
            Integer.toString(component.restarts()),
            memory(part.residentBytes())
          });
    }
    rows.add(
        new String[] {
          "supervisor",
          "ready",
          Long.toString(status.get().supervisorPid()),
          "",
          "",
          memory(status.get().supervisorBytes())
        });
    out.println(
        AsciiTable.getTable(AsciiTable.NO_BORDERS, HEADER, null, rows.toArray(String[][]::new)));
    out.println(
        "up for " + status.get().uptime().toSeconds() + " s in " + parent.localSettings().home());
    if (stack.get().simulator().isPresent()) {
      out.println("simulated: " + SimulatedModel.NOTE);
    }
    List<String> warnings = LocalCommand.warnings(stack.get());
    warnings.forEach(out::println);
    printJobs(stack.get(), out);
    return warnings.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private void printJobs(LocalStack stack, PrintWriter out) throws SQLException {
    try (TargetSystem target = parent.target(stack)) {
      Jobs table = new Jobs(target.database());
      List<Job> jobs =
          jobId == null
              ? table.latest(StatusCommand.JOBS_SHOWN)
              : table.find(jobId).map(List::of).orElse(List.of());
      if (!jobs.isEmpty()) {
        out.println();
        out.println(JobTable.of(jobs, new JobProgress(target.database())));
      } else if (jobId != null) {
        out.println("no job " + jobId + "; `classify local status` lists the jobs");
      }
      if (jobId != null) {
        JobCostText.lines(new JobCosts(target.database()).total(jobId)).forEach(out::println);
      }
    }
  }

  private static String memory(OptionalLong bytes) {
    return bytes.isEmpty() ? "" : bytes.getAsLong() / MEBIBYTE + " MiB";
  }
}
