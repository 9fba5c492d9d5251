package dev.classify.cli.command;

import dev.classify.cli.evaluate.ComparisonText;
import dev.classify.cli.evaluate.EvaluatedRun;
import dev.classify.cli.evaluate.EvaluationPage;
import dev.classify.cli.evaluate.EvaluationText;
import dev.classify.cli.evaluate.GoldFile;
import dev.classify.cli.evaluate.ModelTrial;
import dev.classify.cli.output.OutputFile;
import dev.classify.cli.output.WholeFile;
import dev.classify.cli.report.OutputFormat;
import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.Bootstrap;
import dev.classify.evaluate.ComparisonJson;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.EvaluationJson;
import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.RunComparison;
import dev.classify.evaluate.TargetThreshold;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = {
      "Compare answers with labels made by people.",
      "By default the stored answers are evaluated. --results evaluates a file of answers, --job"
          + " the answers of one job, --input what the rules answer (without a cluster), and"
          + " --input with --provider what a language model answers.",
      "Exit code 1: a label is invalid, a labelled row has no answer, --compare found a field that"
          + " became worse, or no confidence reaches --target-precision."
    },
    footer = {
      "",
      "Examples:",
      "  classify evaluate samples/labels.csv --input samples/indicators.csv",
      "  classify local evaluate labels.csv --job job-fa88712be49d",
      "  classify evaluate labels.csv --results answers.csv --details --html evaluation.html",
      "  classify evaluate labels.csv --compare before.csv after.csv --margin 0.5",
      "  classify evaluate labels.csv --input rows.csv --target-precision 0.95",
      "  classify evaluate labels.csv --input series.csv --mapping columns.csv",
      "  classify evaluate labels.csv --input rows.csv --provider openai --per-request 1,5,10,20"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final int PROBLEMS_SHOWN = 20;

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "GOLD",
      description =
          "CSV or JSONL file with an indicator_id, one column per label, and an optional `doubt`"
              + " column.")
  private Path gold;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "File with the labelled rows, for the rules or --provider to answer; may be GOLD itself.")
  private @Nullable Path input;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "File of answers: an export, or the JSON output of an evaluation.")
  private @Nullable Path results;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Evaluate the answers of this job, even if a later job replaced them.")
  private @Nullable String jobId;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "RUN",
      description = "Compare two answer files or job ids, and show what the second one changes.")
  private List<String> compared = new ArrayList<>();

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      defaultValue = "1.0",
      description =
          "Percentage points that a field may lose in a comparison (default: ${DEFAULT-VALUE}).")
  private double margin;

  @Option(
      names = "--threshold",
      paramLabel = "CONFIDENCE",
      defaultValue = "0.8",
      description = "Confidence from which an answer counts as sure (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Option(
      names = "--target-precision",
      paramLabel = "SHARE",
      description =
          "Find the lowest confidence from which this share of the fields is right with 95 %%"
              + " certainty, such as 0.95.")
  private @Nullable Double targetPrecision;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the evaluation as a self-contained HTML page.")
  private @Nullable Path html;

  @Option(
      names = "--details",
      description = "Also print every value, every confusion and every wrong answer.")
  private boolean details;

  @Mixin private final ReadOptions reading = new ReadOptions();
  @Mixin private final ModelTrialOptions trial = new ModelTrialOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    checkOptions();
    GoldLabels labels = GoldFile.read(gold, parent.ruleTables().currencyCodes());
    printProblems(labels);
    if (labels.labels().isEmpty()) {
      throw CommandFailure.usage("nothing to evaluate: " + gold + " has no row with valid labels");
    }
    boolean passed = compared.isEmpty() ? evaluate(labels) : compare(labels);
    return passed && labels.problems().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private void checkOptions() {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw CommandFailure.usage("--threshold must be a confidence from 0 to 1");
    }
    if (targetPrecision != null && !(targetPrecision >= 0.5 && targetPrecision <= 0.999)) {
      throw CommandFailure.usage("--target-precision must be 0.5 to 0.999");
    }
    if (targetPrecision != null && !compared.isEmpty()) {
      throw CommandFailure.usage("--target-precision and --compare cannot be combined");
    }
    if (!(margin >= 0 && margin <= 100)) {
      throw CommandFailure.usage("--margin must be 0 to 100 points");
    }
    long sources =
        List.of(input != null, results != null, jobId != null, !compared.isEmpty()).stream()
            .filter(given -> given)
            .count();
    if (sources > 1) {
      throw CommandFailure.usage("--input, --results, --job and --compare cannot be combined");
    }
    if (trial.provider().isPresent() && input == null) {
      throw CommandFailure.usage("--provider needs the rows to classify; add --input FILE");
    }
    if (reading.given() && input == null) {
      throw CommandFailure.usage(
          "options such as --mapping and --format say how --input is read; add --input FILE");
    }
    if (html != null && !compared.isEmpty()) {
      throw CommandFailure.usage("--html cannot show a comparison; leave out --html or --compare");
    }
    Path page = html;
    if (page != null) {
      Stream.of(gold, input, results)
          .filter(Objects::nonNull)
          .forEach(read -> OutputFile.refuseSame("--html", page, read));
    }
  }

  private boolean evaluate(GoldLabels labels)
      throws IOException, SQLException, InterruptedException {
    AnswerLookup sources = new AnswerLookup(labels, parent);
    Optional<Provider> provider = trial.provider();
    if (provider.isPresent() && input != null) {
      return ask(labels, sources.indicators(input, reading), provider.get());
    }
    AnswerSet answers = answers(sources);
    return print(
        labels,
        List.of(
            judge(labels, answers, Optional.empty())
                .orElseThrow(
                    () ->
                        CommandFailure.usage(
                            "nothing to evaluate: none of the %d labelled indicators has an answer in %s"
                                .formatted(labels.labels().size(), answers.name())))));
  }

  private AnswerSet answers(AnswerLookup sources) throws IOException, SQLException {
    if (results != null) {
      return sources.file(results);
    }
    if (input != null) {
      return sources.rules(input, reading);
    }
    return jobId == null ? sources.current() : sources.job(jobId);
  }

  private Optional<EvaluatedRun> judge(
      GoldLabels labels, AnswerSet answers, Optional<EvaluatedRun.ModelRequests> asked) {
    return Evaluation.of(labels.labels(), answers.byId(), threshold, Bootstrap.USUAL)
        .map(
            evaluation ->
                new EvaluatedRun(
                    answers.name(),
                    evaluation,
                    asked,
                    Optional.ofNullable(targetPrecision)
                        .map(target -> TargetThreshold.of(evaluation.judgedRows(), target))));
  }

  /// Prints every run that was paid for, even if a later run has no answer.
  private boolean ask(GoldLabels labels, Collection<Indicator> indicators, Provider provider)
      throws IOException, SQLException, InterruptedException {
    if (indicators.isEmpty()) {
      throw CommandFailure.usage(input + " contains none of the labelled indicators");
    }
    List<ModelTrial.TrialAnswers> given =
        trial.ask(parent, provider, indicators, spec.commandLine().getErr());
    List<EvaluatedRun> runs =
        given.stream()
            .map(one -> judge(labels, one.answers(), Optional.of(one.asked())))
            .flatMap(Optional::stream)
            .toList();
    return !runs.isEmpty() && print(labels, runs) && runs.size() == given.size();
  }

  private boolean print(GoldLabels labels, List<EvaluatedRun> runs) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> new EvaluationText(out, details).print(runs);
      case JSON ->
          out.println(
              EvaluationJson.of(labels, runs.stream().map(EvaluatedRun::forJson).toList())
                  .toPrettyString());
    }
    Path page = html;
    if (page != null) {
      String written = EvaluationPage.of(labels, runs);
      WholeFile.<IOException>write(page.toAbsolutePath(), writer -> writer.write(written));
      spec.commandLine().getErr().println("written: " + page);
    }
    return runs.stream().allMatch(run -> run.evaluation().unanswered().isEmpty() && run.onTarget());
  }

  private boolean compare(GoldLabels labels) throws SQLException {
    AnswerLookup sources = new AnswerLookup(labels, parent);
    AnswerSet before = sources.run(compared.getFirst());
    AnswerSet after = sources.run(compared.getLast());
    RunComparison comparison =
        RunComparison.of(labels.labels(), before.byId(), after.byId(), Bootstrap.USUAL)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "nothing to compare: neither run has an answer to a labelled indicator"));
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE ->
          new ComparisonText(out, details).print(before.name(), after.name(), comparison, margin);
      case JSON ->
          out.println(
              ComparisonJson.of(before.name(), after.name(), comparison, margin).toPrettyString());
    }
    return comparison.worseBy(margin).isEmpty();
  }

  private void printProblems(GoldLabels labels) {
    PrintWriter err = spec.commandLine().getErr();
    boolean all = output.format() == OutputFormat.TABLE && details;
    labels.problems().stream()
        .limit(all ? Long.MAX_VALUE : PROBLEMS_SHOWN)
        .forEach(fault -> err.println(fault));
    if (!all && labels.problems().size() > PROBLEMS_SHOWN) {
      err.println("and %d more".formatted(labels.problems().size() - PROBLEMS_SHOWN));
    }
  }
}
