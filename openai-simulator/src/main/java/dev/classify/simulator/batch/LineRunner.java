package dev.classify.simulator.batch;

import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.request.Endpoint;

/// Answers the lines of batches in the same way as other requests.
public interface LineRunner {

  /// The tokens of a line's prompt; 0 if its body is no valid request.
  int promptTokens(Endpoint endpoint, String body);

  /// Answers and records a line.
  Answered run(Call call);

  /// A line to run.
  ///
  /// @param keyHash of the key that made the batch
  /// @param fails whether the server makes an error instead of an answer
  record Call(
      String batchId,
      String customId,
      String keyHash,
      Endpoint endpoint,
      String body,
      boolean fails) {}

  /// What came of a line.
  ///
  /// @param body the JSON of the answer or of the error
  record Answered(RecordedRequest request, String body) {}
}
