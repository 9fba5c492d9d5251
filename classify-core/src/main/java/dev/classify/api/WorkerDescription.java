package dev.classify.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.classify.budget.Limits;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the workers are configured to do.
///
/// @param build version of the program
/// @param answers the default, for jobs that name no provider
/// @param offered one for each configured provider
/// @param models in the order in which they are asked; empty for the rules alone
/// @param limits the configured limits of the account, for each model
/// @param examplesMax the most examples shown with a question
/// @param tiers the names of the tiers that a job may choose; null from an older build, which
///     knows none
public record WorkerDescription(
    String build,
    AnswerVersion answers,
    List<AnswerVersion> offered,
    List<OfferedModel> models,
    Limits limits,
    int examplesMax,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> tiers) {

  public WorkerDescription {
    offered = List.copyOf(offered);
    models = List.copyOf(models);
  }

  /// Whether a job may choose this tier.
  public boolean offers(ServiceTier tier) {
    return tiers != null && tiers.contains(tier.token());
  }

  /// The answer version of a provider; empty if it is not configured.
  public Optional<AnswerVersion> by(Provider provider) {
    return offered.stream()
        .filter(answers -> answers.provider().equals(provider.token()))
        .findFirst();
  }
}
