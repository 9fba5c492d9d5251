package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.exit.CommandFailure;
import dev.classify.llm.SimulatedModel;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the workers how they are set up.
public final class Workers {

  private Workers() {}

  /// Asks one of them.
  ///
  /// @throws CommandFailure if no worker answers
  static WorkerDescription describe(IngressNodes nodes) throws InterruptedException {
    return switch (nodes.describe()) {
      case CallResult.Completed<WorkerDescription> answered -> answered.answer();
      case CallResult.Failed<WorkerDescription> failed -> throw noWorker(failed.reason());
      case CallResult.Refused<WorkerDescription> refused -> throw noWorker(refused.reason());
      case CallResult.Unreachable<WorkerDescription> gone -> throw noWorker(gone.reason());
    };
  }

  /// Whether they ask the simulator instead of a language model.
  ///
  /// @throws CommandFailure if no worker answers
  public static boolean simulated(IngressNodes nodes) throws InterruptedException {
    return describe(nodes).models().stream()
        .anyMatch(model -> SimulatedModel.isSimulated(model.name()));
  }

  /// What a provider answers from.
  ///
  /// @param provider null for the one that they answer by where none is named
  /// @throws CommandFailure where they are not set up for it
  static AnswerVersion version(WorkerDescription workers, @Nullable Provider provider) {
    return provider == null
        ? workers.answers()
        : workers.by(provider).orElseThrow(() -> notOffered(provider));
  }

  private static CommandFailure noWorker(String reason) {
    return CommandFailure.failed(
        "no worker answers: " + reason,
        "check CLASSIFY_NODES and that the cluster is up, or use `classify local run`");
  }

  private static CommandFailure notOffered(Provider provider) {
    return CommandFailure.usage(
        "the workers have no language model, so they cannot answer by " + provider.token(),
        "set OPENAI_API_KEY for the workers, or OPENAI_BASE_URL and OPENAI_MODEL for a server of"
            + " your own; or leave --provider out, or name the rules");
  }

  /// The models that a provider asks.
  static List<OfferedModel> models(WorkerDescription workers, Provider provider) {
    return switch (provider) {
      case RULES -> List.of();
      case OPENAI, CASCADE -> workers.models();
    };
  }
}
