package dev.classify.cli.command;

import dev.classify.api.BatchLimits;
import dev.classify.cli.report.OutputFormat;
import dev.classify.cli.submit.RunSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.settings.SettingsReader;
import dev.classify.store.tasks.TaskSettings.ModelOutage;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options of a run.
final class RunOptions {

  private static final int IN_FLIGHT_MAX = 1_000;

  /// The largest amount that the table of jobs can store.
  private static final BigDecimal BUDGET_MAX = BigDecimal.valueOf(999_999);

  private static final int BUDGET_DIGITS = 6;

  private static final String NO_BUDGET = "none";

  @Mixin final InputSelection input = new InputSelection();

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Id of the job (default: derived from input and settings).")
  private @Nullable String jobId;

  @Option(
      names = "--force",
      description = "Classify rows again even if they have an answer; the history is kept.")
  private boolean force;

  @Option(
      names = "--retry",
      description =
          "Classify rejected rows again, and rows that the rules answered because the model"
              + " failed.")
  private boolean retry;

  @Option(
      names = "--budget-usd",
      paramLabel = "AMOUNT",
      description =
          "Cost cap: stop before the request that could bring the job above this many US"
              + " dollars. To continue, run the same command with a higher amount; none lifts the"
              + " cap. Without this option the cap of an earlier command stands.")
  private @Nullable String budgetUsd;

  @Option(
      names = "--model-patience",
      paramLabel = "DURATION",
      description =
          "Pause the job once its model has failed for this long, such as 10m, and end with exit"
              + " code 3 (default: wait for as long as the command runs, and a day after Ctrl-C)."
              + " With --on-model-failure rules the rules answer instead (default: 5m).")
  private @Nullable String modelPatience;

  @Option(
      names = "--on-model-failure",
      paramLabel = "wait|rules",
      defaultValue = "wait",
      description =
          "With rules, rows of a cascade that the model does not answer take the answer of the"
              + " rules and wait for review: once its server has failed for --model-patience, or"
              + " after two requests about a row alone. --retry asks the model again (default:"
              + " ${DEFAULT-VALUE}).")
  private OnModelFailure onModelFailure = OnModelFailure.WAIT;

  @Option(
      names = "--max-error-ratio",
      paramLabel = "RATIO",
      description =
          "Stop the job once more than this part of its last 50 requests has failed for the same"
              + " reason, or once its first 20 requests brought nothing; 1 never stops it"
              + " (default: 0.5).")
  private @Nullable Double maxErrorRatio;

  @Mixin private final AnswerOptions answer = new AnswerOptions();
  @Mixin private final TierOptions tier = new TierOptions();

  @Option(
      names = "--nodes",
      paramLabel = "URL,...",
      description = "Ingress addresses of the Restate nodes (default: CLASSIFY_NODES).")
  private @Nullable String nodes;

  @Option(
      names = "--in-flight",
      paramLabel = "BATCHES",
      description =
          "Batches in flight at the same time (default: as many as the request rate needs).")
  private @Nullable Integer inFlightMax;

  @Option(
      names = "--show",
      paramLabel = "ROWS",
      defaultValue = "10",
      description = "Number of results to print at the end (default: ${DEFAULT-VALUE}).")
  private int rowsShown;

  @Option(
      names = "--verbose",
      description = "Print a line for each batch: its rows, the node and the worker.")
  private boolean verbose;

  @Option(
      names = "--wait",
      description =
          "With --tier batch: stay until every row is done. Without it the command ends, with exit"
              + " code 4, once the workers have everything; on a stack that `local up` has not"
              + " started, which stops with the commands that use it, it always stays.")
  private boolean waits;

  @Mixin private final SimulationOptions simulator = new SimulationOptions();
  @Mixin private final OutputOption output = new OutputOption();

  boolean verbose() {
    return verbose;
  }

  OutputFormat output() {
    return output.format();
  }

  /// Whether the command ends before the answers where the provider takes hours.
  ///
  /// @param stays whether the system runs on without the command
  boolean handsOver(boolean stays) {
    return !waits && stays;
  }

  RunSettings settings() {
    if (inFlightMax != null && (inFlightMax < 1 || inFlightMax > IN_FLIGHT_MAX)) {
      throw CommandFailure.usage("--in-flight must be 1 to " + IN_FLIGHT_MAX + " batches");
    }
    if (jobId != null && (jobId.isBlank() || jobId.length() > BatchLimits.KEY_CHARACTERS_MAX)) {
      throw CommandFailure.usage(
          "--job must be an id of 1 to "
              + BatchLimits.KEY_CHARACTERS_MAX
              + " characters, not all blank");
    }
    if (maxErrorRatio != null && !(maxErrorRatio >= 0 && maxErrorRatio <= 1)) {
      throw CommandFailure.usage("--max-error-ratio must be 0 to 1, such as 0.5");
    }
    RunSettings settings =
        RunSettings.answeredBy(answer.answering())
            .jobId(jobId)
            .force(force)
            .retry(retry)
            .inFlightMax(inFlightMax)
            .rowsShown(Math.max(rowsShown, 0))
            .budgetUsd(budget())
            .liftCap(NO_BUDGET.equals(budgetUsd))
            .onModelFailure(onModelFailure == OnModelFailure.RULES, patience())
            .maxErrorRatio(maxErrorRatio)
            .adaptRequests(answer.adaptsRequests())
            .tiers(tier.tiers())
            .build();
    Provider provider = settings.answering().provider();
    if (provider != null) {
      settings.check(provider);
    }
    return settings;
  }

  private @Nullable BigDecimal budget() {
    if (budgetUsd == null || budgetUsd.equals(NO_BUDGET)) {
      return null;
    }
    BigDecimal amount;
    try {
      amount = new BigDecimal(budgetUsd);
    } catch (NumberFormatException fault) {
      throw invalidBudget();
    }
    if (amount.signum() <= 0
        || amount.compareTo(BUDGET_MAX) > 0
        || amount.stripTrailingZeros().scale() > BUDGET_DIGITS) {
      throw invalidBudget();
    }
    return amount;
  }

  private static CommandFailure invalidBudget() {
    return CommandFailure.usage(
        "--budget-usd must be above 0 and at most 999999, with at most %d decimal places, or none"
            .formatted(BUDGET_DIGITS));
  }

  private @Nullable Duration patience() {
    return modelPatience == null
        ? null
        : ModelOutage.patience(modelPatience)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--model-patience must be a duration of 1s or more, such as 90s, 10m or"
                            + " 24h"));
  }

  /// The settings with what follows from the reviewed rows of the database.
  RunSettings atTarget(
      RunSettings settings, DataSource database, RuleTables tables, PrintWriter err)
      throws SQLException {
    return settings.withAnswering(answer.atTarget(settings.answering(), database, tables, err));
  }

  /// Opens the system, through the nodes of --nodes if there are any.
  TargetSystem open(TargetSystem.Source source) {
    SimulatedLlm simulation = simulator.simulation();
    if (simulation != null) {
      return source.open(simulation);
    }
    if (nodes == null) {
      return source.open();
    }
    SettingsReader reader = new SettingsReader(Map.of("--nodes", nodes));
    List<URI> ingresses = reader.addresses("--nodes", List.of());
    reader.check();
    return source.open(ingresses);
  }
}
