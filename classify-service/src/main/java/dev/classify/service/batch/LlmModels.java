package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.service.llm.ConcurrencySettings;
import dev.classify.service.llm.LanguageModel;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The models of one provider account.
///
/// @param review asked where the first is unsure; null for none
/// @param account names whose budget they take from; gives away nothing of the key
/// @param concurrency how many requests to each are under way at this worker
/// @param limits what the account may use of each model, as it is set
public record LlmModels(
    LanguageModel first,
    @Nullable LanguageModel review,
    String account,
    ConcurrencySettings concurrency,
    Limits limits) {

  LanguageModel model(ModelRole stage) {
    return switch (stage) {
      case FIRST -> first;
      case REVIEW -> Objects.requireNonNull(review, "no review model is set");
    };
  }

  /// The stages whose model thinks before it answers.
  Set<ModelRole> reasoningRoles() {
    return Arrays.stream(ModelRole.values())
        .filter(
            stage ->
                stage == ModelRole.FIRST
                    ? first.isReasoningModel()
                    : review != null && review.isReasoningModel())
        .collect(Collectors.toSet());
  }

  /// The names alone.
  ModelNames names() {
    return new ModelNames(account, first.name(), review == null ? null : review.name());
  }
}
