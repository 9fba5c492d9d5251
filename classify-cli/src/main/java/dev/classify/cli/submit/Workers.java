package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the workers say of themselves.
final class Workers {

  private Workers() {}

  /// Asks one of them.
  ///
  /// @throws NoWorkerException where nobody answers for the cluster
  static WorkerDescription describe(IngressNodes nodes) throws InterruptedException {
    return switch (nodes.describe()) {
      case CallResult.Completed<WorkerDescription> answered -> answered.answer();
      case CallResult.Failed<WorkerDescription> failed ->
          throw new NoWorkerException(failed.reason());
      case CallResult.Unreachable<WorkerDescription> gone ->
          throw new NoWorkerException(gone.reason());
    };
  }

  /// What a provider answers from.
  ///
  /// @param provider null for the one that they answer by where none is named
  /// @throws NotOfferedException where they are not set up for it
  static AnswerVersion version(WorkerDescription workers, @Nullable Provider provider) {
    return provider == null
        ? workers.answers()
        : workers.by(provider).orElseThrow(() -> new NotOfferedException(provider));
  }

  /// The models that a provider asks.
  static List<OfferedModel> models(WorkerDescription workers, Provider provider) {
    return switch (provider) {
      case RULES -> List.of();
      case OPENAI, CASCADE -> workers.models();
    };
  }
}
