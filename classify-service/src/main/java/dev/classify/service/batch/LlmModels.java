package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.service.llm.ConcurrencySettings;
import dev.classify.service.llm.LanguageModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The models of one provider account.
///
/// @param review the review model, asked where the first one is unsure; null for none
/// @param account identifies the account whose budgets they take from; does not reveal the key
/// @param concurrency how many requests to each this worker may have in flight
/// @param limits rate limits of each model, as configured
public record LlmModels(
    LanguageModel first,
    @Nullable LanguageModel review,
    String account,
    ConcurrencySettings concurrency,
    Limits limits) {

  LanguageModel model(ModelRole role) {
    return switch (role) {
      case FIRST -> first;
      case REVIEW -> Objects.requireNonNull(review, "no review model is set");
    };
  }

  /// The keys of the budgets of the models.
  public List<String> budgetKeys() {
    return Arrays.stream(ModelRole.values())
        .filter(role -> role == ModelRole.FIRST || review != null)
        .map(role -> names().budgetKey(role))
        .distinct()
        .toList();
  }

  /// The names alone.
  ModelNames names() {
    return new ModelNames(account, first.name(), review == null ? null : review.name());
  }
}
