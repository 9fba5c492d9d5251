package dev.classify.cli.command;

import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.report.HandOverText;
import dev.classify.cli.report.RunReport;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.PaidAnswers;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.cli.submit.Workers;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.outcome.Provider;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.results.Results;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Classify a file, standard input, or rows of the database.",
      "Rows that are already classified are skipped: run the same command again to continue after"
          + " an interruption."
    },
    footer = {
      "",
      "Examples:",
      "  classify run indicators.csv",
      "  classify run - --format jsonl < indicators.jsonl",
      "  classify run data.csv --map Code=indicator_id --map Title=name",
      "  classify run data.csv --mapping columns.csv",
      "  classify run --from-db \"select * from source_indicators where topic = 'Trade'\"",
      "  classify run indicators.csv --force          (classify everything again)",
      "  classify run indicators.csv --budget-usd 2   (see `classify estimate` first)",
      "  classify run indicators.csv --tier batch     (half the price, takes up to a day)",
      "",
      "Exit codes: 0 all rows done; 1 some rows not done; 2 wrong usage or nothing to do;",
      "3 the job is paused, because its model failed for longer than --model-patience;",
      "4 the rows are handed over (--tier batch), and the workers continue without this command."
    })
final class RunCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "CSV, JSON, XLSX or Parquet file, or - for standard input; gzip and zip are unpacked.")
  private @Nullable String file;

  @Mixin private final RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    return run(parent, spec, options, file);
  }

  static int run(
      TargetSystem.Source source, CommandSpec spec, RunOptions options, @Nullable String file)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    RunSettings wanted = options.settings();
    options.input.check(file);
    try (TargetSystem target = options.open(source);
        InputSource input = options.input.open(file, target.database());
        RejectFile rejects = options.input.rejectFile(input);
        IngressNodes nodes = target.nodes()) {
      RunSettings settings = options.atTarget(wanted, target.database(), source.ruleTables(), err);
      boolean simulated =
          settings.answering().provider() != Provider.RULES
              && (target.simulated() || Workers.simulated(nodes));
      if (simulated) {
        PaidAnswers.refuseToReplace(target.database());
      }
      boolean handsOver = options.handsOver(target.stays());
      JobRun run =
          JobRun.on(target.database(), nodes)
              .watchedBy(
                  new RunConsole(
                      target,
                      new Jobs(target.database()),
                      settings,
                      simulated,
                      handsOver,
                      options.verbose(),
                      err))
              .estimating(source.ruleTables())
              .handingOver(handsOver);
      RunSummary summary =
          run.run(input, rejects, settings)
              .orElseThrow(
                  () ->
                      CommandFailure.usage(
                          "nothing to do: %s has no rows; `%s import FILE` adds some, `%s run FILE`"
                                  .formatted(input.name(), target.command(), target.command())
                              + " classifies"));
      new RunReport(options.output(), simulated, spec.commandLine().getOut(), err)
          .print(summary, new Results(target.database()), target.command());
      if (!summary.counts().pauseReason().isEmpty()) {
        return ExitCode.PAUSED;
      }
      if (summary.counts().handedOver()) {
        HandOverText.lines(summary, new JobActivities(target.database()), target.command())
            .forEach(err::println);
        return ExitCode.HANDED_OVER;
      }
      return summary.complete() ? ExitCode.DONE : ExitCode.PARTIAL;
    }
  }
}
