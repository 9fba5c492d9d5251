package dev.classify.service.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The models that a batch asks, as configured when it started.
///
/// A batch keeps them until it ends: a worker that has since been configured for other models, or
/// for the simulator, must neither continue the batch nor label its earlier answers with its own
/// models.
///
/// @param account identifies the account whose budgets the requests take from
/// @param first name of the first model
/// @param review name of the review model, asked where the first one is unsure; null for none
record ModelNames(String account, String first, @Nullable String review) {

  /// Why a batch cannot be continued.
  static final String MODELS_CHANGED =
      "the settings of the workers name other models than when the job began";

  String name(ModelRole role) {
    return switch (role) {
      case FIRST -> first;
      case REVIEW -> Objects.requireNonNull(review, "no review model is set");
    };
  }

  /// The key of the budget of a model.
  String budgetKey(ModelRole role) {
    return account + "/" + name(role);
  }
}
