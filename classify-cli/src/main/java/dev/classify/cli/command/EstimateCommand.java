package dev.classify.cli.command;

import dev.classify.api.AnswerSettings;
import dev.classify.api.OfferedModel;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.report.EstimateReport;
import dev.classify.cli.submit.EstimateRun;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.RunSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.llm.Instructions;
import dev.classify.model.KnownModel;
import dev.classify.model.ModelSettings;
import dev.classify.model.ModelTable;
import dev.classify.model.PriceSettings;
import dev.classify.model.PriceTable;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    name = "estimate",
    description = {
      "Estimate the requests, tokens, cost and minutes of a run without sending anything.",
      "The workers report which model answers and what it costs. With --model no cluster is needed,"
          + " but rows that are already classified are counted too."
    },
    footer = {
      "",
      "Examples:",
      "  classify estimate indicators.csv",
      "  classify local estimate indicators.csv --per-request 20 --rpm 500",
      "  classify estimate indicators.csv --model gpt-6-luna   (without a cluster)"
    })
final class EstimateCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "CSV, JSON, XLSX or Parquet file, or - for standard input; gzip and zip are unpacked.")
  private @Nullable String file;

  @Mixin private final InputSelection input = new InputSelection();
  @Mixin private final AnswerOptions answer = new AnswerOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Estimate for this model, without a cluster.")
  private @Nullable String model;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Id of the job (default: derived from input and settings).")
  private @Nullable String jobId;

  @Option(
      names = "--force",
      description = "Estimate a run with --force, which classifies every row again.")
  private boolean force;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    AnswerSettings answering = answer.answering();
    input.check(file);
    Optional<EstimateRun.RunEstimate> found =
        model == null ? online(answering) : offline(answering, model);
    EstimateReport report =
        new EstimateReport(
            found.orElseThrow(
                () ->
                    CommandFailure.usage(
                        "nothing to do: the input has no rows", "check the input")),
            model != null);
    switch (output.format()) {
      case TABLE -> report.lines().forEach(spec.commandLine().getOut()::println);
      case JSON -> spec.commandLine().getOut().println(report.json().toPrettyString());
    }
    return ExitCode.DONE;
  }

  private Optional<EstimateRun.RunEstimate> online(AnswerSettings answering)
      throws SQLException, InterruptedException {
    try (TargetSystem target = parent.open();
        InputSource source = input.open(file, target.database());
        RejectFile rejects = input.rejectFile(source);
        IngressNodes nodes = target.nodes()) {
      RunSettings settings =
          RunSettings.answeredBy(
                  answer.atTarget(
                      answering,
                      target.database(),
                      parent.ruleTables(),
                      spec.commandLine().getErr()))
              .jobId(jobId)
              .force(force)
              .adaptRequests(answer.adaptsRequests())
              .build();
      return EstimateRun.on(target.database(), nodes, parent.ruleTables())
          .run(source, rejects, settings);
    }
  }

  /// A model as workers without any setting for it would offer it.
  static OfferedModel offered(String name, Map<String, String> environment) {
    ModelSettings.TextFile files = file -> Files.readString(Path.of(file));
    ModelTable models = ModelSettings.from(environment).read(files);
    PriceTable prices = PriceSettings.from(environment).read(files, models);
    KnownModel model = models.of(name);
    LocalDate shutdown = model.shutdown();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return new OfferedModel(
        name,
        model.reasons(models.effort(name, null)),
        prices.of(name, null, today).orElse(null),
        prices.byTier(name, today),
        shutdown == null ? null : shutdown.toString());
  }

  private Optional<EstimateRun.RunEstimate> offline(AnswerSettings answering, String name)
      throws SQLException {
    if (file == null) {
      throw CommandFailure.usage(
          "--model works without a database, so it needs a FILE, or - for standard input");
    }
    if (answer.needsReviewedRows()) {
      throw CommandFailure.usage(
          "--min-confidence target: needs the reviewed rows of a database, and --model works"
              + " without one",
          "give a confidence such as --min-confidence 0.9");
    }
    Provider provider = answering.provider() == null ? Provider.OPENAI : answering.by();
    RuleTables tables = parent.ruleTables();
    AnswerVersion rules = new RulesClassifier(tables).version();
    AnswerVersion version =
        new AnswerVersion(
            provider.token(), List.of(name), rules.taxonomy(), rules.rules(), Instructions.VERSION);
    OfferedModel offered = offered(name, parent.settings().environment());
    List<OfferedModel> models = provider == Provider.RULES ? List.of() : List.of(offered);
    RunSettings settings = RunSettings.answeredBy(answering.by(provider)).build();
    try (InputSource source = input.openFile(file);
        RejectFile rejects = input.rejectFile(source)) {
      return EstimateRun.offline(source, rejects, version, models, settings, tables);
    }
  }
}
