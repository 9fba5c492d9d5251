package dev.classify.cli.command;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.exit.CommandFailure;
import dev.classify.outcome.Provider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Options for who answers, and for the limits of LLM requests.
final class AnswerOptions {

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
      paramLabel = "ROWS",
      description = "Rows in each LLM request, 1 to 50 (default: 10).")
  private @Nullable Integer perRequest;

  @ArgGroup(exclusive = true)
  private RequestRateOptions pace = new RequestRateOptions();

  @Option(
      names = "--tpm",
      paramLabel = "TOKENS",
      description = "Limit of LLM tokens per minute, for prompts and answers together.")
  private @Nullable Long tokensPerMinute;

  AnswerSettings answering() {
    if (perRequest != null
        && (perRequest < 1 || perRequest > AnswerSettings.ROWS_PER_REQUEST_MAX)) {
      throw CommandFailure.usage(
          "--per-request must be 1 to " + AnswerSettings.ROWS_PER_REQUEST_MAX + " rows");
    }
    if (tokensPerMinute != null && tokensPerMinute < 1) {
      throw CommandFailure.usage("--tpm must be 1 or more tokens per minute");
    }
    return new AnswerSettings(
        provider, perRequest, new Limits(pace.requestsPerMinute(), tokensPerMinute));
  }
}
