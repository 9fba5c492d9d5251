package dev.classify.cli.command;

import dev.classify.cli.config.ReviewerSettings;
import dev.classify.exit.CommandFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option for the name of the reviewer.
final class ReviewerOption {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Name of the reviewer (default: CLASSIFY_REVIEWER, otherwise your user name).")
  private @Nullable String name;

  String name(Map<String, String> environment) {
    if (name == null) {
      return ReviewerSettings.from(environment).name();
    }
    if (name.isBlank()) {
      throw CommandFailure.usage("--by must not be blank");
    }
    return name.strip();
  }
}
