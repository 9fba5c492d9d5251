package dev.classify.service.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whom a batch asks, as it stood when the batch began.
///
/// It is kept for the whole of a batch: a worker that is set up for other models meanwhile, or for
/// the simulator, must neither go on with it nor give its own name to the answers that came before.
///
/// @param account whose budgets are taken from
/// @param first name of the model
/// @param review name of the model that is asked where the first is unsure; null for none
record ModelNames(String account, String first, @Nullable String review) {

  /// Why a batch is not gone on with.
  static final String MODELS_CHANGED =
      "the workers are set up for other models now than when the job began";

  String name(ModelRole stage) {
    return switch (stage) {
      case FIRST -> first;
      case REVIEW -> Objects.requireNonNull(review, "no review model is set");
    };
  }

  /// The key of the budget of a model.
  String budgetKey(ModelRole stage) {
    return account + "/" + name(stage);
  }
}
