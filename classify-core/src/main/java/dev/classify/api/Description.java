package dev.classify.api;

import dev.classify.budget.Limits;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the workers answer at present.
///
/// @param build version of the program
/// @param answers where a job names no provider
/// @param limits what the account may use per minute, as it is set; null counts as no limits
/// @param offered one for every provider that the workers are set up for
public record Description(
    String build, AnswerVersion answers, @Nullable Limits limits, List<AnswerVersion> offered) {

  public Description {
    offered = List.copyOf(offered);
  }

  /// The limits of the account.
  public Limits accountLimits() {
    return limits == null ? Limits.NONE : limits;
  }

  /// How a provider answers; empty where the workers are not set up for it.
  public Optional<AnswerVersion> by(Provider provider) {
    return offered.stream()
        .filter(answers -> answers.provider().equals(provider.token()))
        .findFirst();
  }
}
