package dev.classify.api;

import dev.classify.budget.Limits;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import java.util.List;
import java.util.Optional;

/// How the workers answer at present.
///
/// @param build version of the program
/// @param answers where a job names no provider
/// @param offered one for every provider that the workers are set up for
/// @param models that may be asked, the one that is asked first in front; empty for the rules alone
/// @param limits what the account may use of each model, as the workers are set
/// @param examplesMax how many examples a model is shown with a question, at most
public record WorkerDescription(
    String build,
    AnswerVersion answers,
    List<AnswerVersion> offered,
    List<OfferedModel> models,
    Limits limits,
    int examplesMax) {

  public WorkerDescription {
    offered = List.copyOf(offered);
    models = List.copyOf(models);
  }

  /// How a provider answers; empty where the workers are not set up for it.
  public Optional<AnswerVersion> by(Provider provider) {
    return offered.stream()
        .filter(answers -> answers.provider().equals(provider.token()))
        .findFirst();
  }
}
