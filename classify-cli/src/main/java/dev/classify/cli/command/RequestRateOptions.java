package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the limit of LLM requests per minute; one of the two, or none.
final class RequestRateOptions {

  @Option(
      names = "--rpm",
      paramLabel = "REQUESTS",
      description = "Limit of LLM requests per minute; the rules send none.")
  private @Nullable Integer requestsPerMinute;

  @Option(
      names = "--speed",
      paramLabel = "NAME",
      description =
          "A named --rpm: conservative (750), normal (1000), fast (1250) or ultra (1500).")
  private @Nullable SpeedPreset speed;

  /// Null if there is no limit.
  @Nullable Integer requestsPerMinute() {
    if (speed != null) {
      return speed.requestsPerMinute();
    }
    if (requestsPerMinute != null && requestsPerMinute < 1) {
      throw CommandFailure.usage("--rpm must be 1 or more requests per minute");
    }
    return requestsPerMinute;
  }
}
