package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.WorkerDrain;
import dev.classify.service.llm.LlmSettings;
import dev.classify.settings.DurationText;
import dev.classify.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;

/// Requests to a model that are under way when a worker is stopped. They are paid for, so their
/// answers have to be stored.
final class RequestsOfAStoppingWorker {

  private RequestsOfAStoppingWorker() {}

  /// Fails unless the longest request has ended before the worker gives up on it.
  ///
  /// @param environment of the worker
  /// @return when the worker gives up
  static Duration assertFinished(Map<String, String> environment) {
    String set = environment.getOrDefault("SERVICE_DRAIN_TIMEOUT", "");
    Duration drain = DurationText.parse(set).orElse(WorkerDrain.TIMEOUT);
    assertThat(drain)
        .as("SERVICE_DRAIN_TIMEOUT, with time to store an answer")
        .isGreaterThan(LlmSettings.from(new SettingsReader(environment)).timeout());
    return drain;
  }
}
