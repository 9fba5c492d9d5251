package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A model whose requests can be sent as lines of a file.
public interface BatchedModel {

  /// A request as a line of a file, without the line break. Its `custom_id` is the request id.
  String line(LlmRequest request);

  /// Reads what the provider wrote for a line.
  ///
  /// @return empty where it has not run the line, and bills nothing for it
  Optional<LlmReply> read(LlmRequest request, JsonNode answered);
}
