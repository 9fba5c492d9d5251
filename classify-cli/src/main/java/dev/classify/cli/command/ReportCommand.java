package dev.classify.cli.command;

import dev.classify.cli.evaluate.GoldFile;
import dev.classify.cli.jobreport.JobReport;
import dev.classify.cli.jobreport.JobReportJson;
import dev.classify.cli.jobreport.JobReportPage;
import dev.classify.cli.jobreport.MeasuredConfidence;
import dev.classify.cli.output.WholeFile;
import dev.classify.evaluate.GoldLabels;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.JobActivity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = {
      "Write one page about a job: throughput, answers, confidence, costs, and why rows failed.",
      "The page needs no network, so it can be attached to a mail."
    },
    footer = {
      "",
      "Examples:",
      "  classify report job-fa88712be49d -o report.html",
      "  classify report job-fa88712be49d -o report.html --gold labels.csv",
      "  classify report job-fa88712be49d --json | jq .failures"
    })
final class ReportCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String jobId;

  @Option(
      names = {"--to", "-o"},
      paramLabel = "FILE",
      description = "Page to write.")
  private @Nullable Path file;

  @Option(
      names = "--gold",
      paramLabel = "FILE",
      description =
          "Labels by which to measure what the confidences are worth (default: what people decided"
              + " in review).")
  private @Nullable Path gold;

  @Option(names = "--json", description = "Print the same numbers as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, SQLException {
    if (file == null && !json) {
      throw CommandFailure.usage(
          "nothing says where the report goes", "name a page by -o FILE, or add --json");
    }
    Path labels = gold;
    GoldLabels read =
        labels == null ? null : GoldFile.read(labels, parent.ruleTables().currencyCodes());
    try (TargetSystem target = parent.open()) {
      JobReport report =
          JobReport.of(
              target.database(),
              JobCommand.find(target, jobId),
              Instant.now(),
              read == null
                  ? MeasuredConfidence.byReview(target.database(), jobId)
                  : MeasuredConfidence.by(read, target.database(), jobId));
      if (read != null) {
        read.problems().forEach(spec.commandLine().getErr()::println);
      }
      if (file != null) {
        Integer limit =
            new JobActivities(target.database())
                .of(jobId)
                .map(JobActivity::requestsPerMinute)
                .orElse(null);
        WholeFile.write(file, writer -> writer.write(JobReportPage.of(report, limit)));
        spec.commandLine().getErr().println("written to " + file);
      }
      if (json) {
        spec.commandLine().getOut().println(JobReportJson.of(report).toPrettyString());
      }
      return ExitCode.DONE;
    }
  }
}
