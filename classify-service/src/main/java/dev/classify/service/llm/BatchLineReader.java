package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.http.Headers;
import java.util.Optional;
import java.util.Set;

/// Reads what a provider wrote for a line of a file, as the answer to a request of its own is read.
///
/// A line has a response with a status and a body, or an error without a response.
record BatchLineReader(CompletionReader completions, ErrorReader errors) {

  /// Lines that were not run when the batch ended, and are not billed.
  private static final Set<String> NOT_RUN = Set.of("batch_expired", "batch_cancelled");

  private static final RateLimitHeaders NO_HEADERS =
      new RateLimitHeaders(Headers.builder().build());

  /// Empty where the line was not run.
  Optional<LlmReply> read(JsonNode line) {
    JsonNode response = line.path("response");
    if (!response.isObject()) {
      JsonNode error = line.path("error");
      return NOT_RUN.contains(error.path("code").asText(""))
          ? Optional.empty()
          : Optional.of(new LlmReply(error(ServerError.inSuccess(error)), null));
    }
    int status = response.path("status_code").asInt(0);
    String id = response.path("request_id").textValue();
    String shown = id == null ? null : errors.shown(id);
    return Optional.of(
        new LlmReply(
            status >= 400
                ? error(ServerError.read(status, response.path("body")))
                : completions.read(response.path("body"), NO_HEADERS),
            shown));
  }

  private LlmOutcome error(ServerError error) {
    return errors.read(error, new ThrottleReader(NO_HEADERS));
  }

  /// The error of a line; empty where it has none.
  static Optional<ServerError> failure(JsonNode line) {
    int status = line.at("/response/status_code").asInt(0);
    return status >= 400
        ? Optional.of(ServerError.read(status, line.at("/response/body")))
        : Optional.empty();
  }
}
