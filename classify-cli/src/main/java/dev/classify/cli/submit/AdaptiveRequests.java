package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.outcome.Provider;
import dev.classify.store.ledger.ModelHistory;
import dev.classify.triage.RequestSize;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Adapts the rows of a request to the first model: `--per-request auto`.
///
/// What the ledger shows changes only the batches that are still to be submitted. A submitted batch
/// keeps its size, so that a step that is tried again sends the same requests.
final class AdaptiveRequests {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

  private final ModelHistory history;
  private final String model;
  private RequestSize size;

  private AdaptiveRequests(ModelHistory history, String model, RequestSize size) {
    this.history = history;
    this.model = model;
    this.size = size;
  }

  /// Chooses the size to begin with; empty if the user wants a fixed one or no model is asked.
  static Optional<AdaptiveRequests> of(
      RunSettings settings, WorkerDescription workers, Provider provider, ModelHistory history)
      throws SQLException {
    List<OfferedModel> models = Workers.models(workers, provider);
    if (!settings.adaptRequests() || models.isEmpty()) {
      return Optional.empty();
    }
    String model = models.getFirst().name();
    return Optional.of(new AdaptiveRequests(history, model, RequestSize.of(history.bySize(model))));
  }

  RequestSize size() {
    return size;
  }

  /// Follows the ledger for as long as a run lasts.
  ///
  /// @param changed called with each new size
  RepeatedCheck follow(Consumer<RequestSize> changed) {
    return RepeatedCheck.start(
        "request-size",
        CHECK_INTERVAL,
        () -> {
          look(changed);
          return true;
        });
  }

  private void look(Consumer<RequestSize> changed) {
    RequestSize found;
    try {
      found = RequestSize.of(history.bySize(model));
    } catch (SQLException away) {
      return;
    }
    if (found.rowsPerRequest() != size.rowsPerRequest()) {
      size = found;
      changed.accept(found);
    }
  }
}
