package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.service.llm.LanguageModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The models of one provider account.
///
/// @param review asked where the first is unsure; null for none
/// @param account names whose budget they take from; gives away nothing of the key
/// @param limits what the account may use of each model, as it is set
public record LlmModels(
    LanguageModel first, @Nullable LanguageModel review, String account, Limits limits) {

  LanguageModel at(Stage stage) {
    return switch (stage) {
      case FIRST -> first;
      case REVIEW -> Objects.requireNonNull(review, "no review model is set");
    };
  }

  /// The key of the budget of a model.
  String budgetKey(Stage stage) {
    return account + "/" + at(stage).name();
  }
}
