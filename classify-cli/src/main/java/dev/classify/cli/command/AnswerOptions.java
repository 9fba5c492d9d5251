package dev.classify.cli.command;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.evaluate.RulesTarget;
import dev.classify.cli.evaluate.TargetReport;
import dev.classify.evaluate.TargetThreshold;
import dev.classify.exit.CommandFailure;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.settings.NumberText;
import java.io.PrintWriter;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Options for who answers, and for the limits of LLM requests.
final class AnswerOptions {

  private static final String AUTO = "auto";

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Who answers: rules (no language model), openai (the model answers every row) or cascade"
              + " (the model answers rows that the rules are unsure about). Default: the setting of"
              + " the workers; without one, cascade if they have a key, otherwise rules.")
  private @Nullable Provider provider;

  @Option(
      names = "--per-request",
      paramLabel = "ROWS|auto",
      description =
          "Rows in each LLM request, 1 to 50 (default: 10). auto begins with 10 and adapts to how"
              + " the model answers, between 1 and 25.")
  private @Nullable String perRequest;

  @Option(
      names = "--min-confidence",
      paramLabel = "CONFIDENCE|target:SHARE",
      description =
          "Confidence from which a cascade keeps the answers of the rules (default: 0.8)."
              + " target:0.95 takes the lowest one from which 95 %% of the fields are right, with"
              + " 95 %% certainty, by the answers that people have reviewed.")
  private @Nullable String minConfidence;

  @ArgGroup(exclusive = true)
  private RequestRateOptions pace = new RequestRateOptions();

  @Option(
      names = "--tpm",
      paramLabel = "TOKENS",
      description = "Limit of LLM tokens per minute, for prompts and answers together.")
  private @Nullable Long tokensPerMinute;

  AnswerSettings answering() {
    if (tokensPerMinute != null && tokensPerMinute < 1) {
      throw CommandFailure.usage("--tpm must be 1 or more tokens per minute");
    }
    return new AnswerSettings(
        provider,
        rowsPerRequest(),
        new Limits(pace.requestsPerMinute(), tokensPerMinute),
        RulesConfidence.of(minConfidence).confidence());
  }

  /// The same settings with the confidence of the rules that reaches the target, if there is one.
  ///
  /// @param err receives what the confidence follows from
  /// @throws CommandFailure if no confidence reaches the target
  AnswerSettings atTarget(
      AnswerSettings answering, DataSource database, RuleTables tables, PrintWriter err)
      throws SQLException {
    Double target = RulesConfidence.of(minConfidence).target();
    if (target == null) {
      return answering;
    }
    TargetThreshold.Point at = RulesTarget.of(target, database, tables);
    err.println(
        "--min-confidence %s: %.2f, by %d reviewed rows; %s"
            .formatted(minConfidence, at.confidence(), at.answers(), TargetReport.precision(at)));
    return answering.withMinConfidence(at.confidence());
  }

  /// Whether a target needs the reviewed rows of a database.
  boolean needsReviewedRows() {
    return RulesConfidence.of(minConfidence).target() != null;
  }

  /// Whether the rows of a request adapt to the model.
  boolean adaptsRequests() {
    return AUTO.equals(perRequest);
  }

  /// Null for the default, and to begin with it.
  private @Nullable Integer rowsPerRequest() {
    if (perRequest == null || adaptsRequests()) {
      return null;
    }
    return NumberText.parse(perRequest)
        .filter(rows -> rows >= 1 && rows <= AnswerSettings.ROWS_PER_REQUEST_MAX)
        .map(Long::intValue)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--per-request must be 1 to %d rows, or %s"
                        .formatted(AnswerSettings.ROWS_PER_REQUEST_MAX, AUTO)));
  }
}
