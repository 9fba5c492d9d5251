package dev.classify.service.llm;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Question;
import java.util.List;

/// One request to a model.
///
/// @param requestId the same on replay; sent along, so that a provider can be asked about it
public record LlmRequest(String requestId, Question question) {

  public LlmRequest {
    if (question.indicators().isEmpty()) {
      throw new IllegalArgumentException("a request asks about one indicator at least");
    }
  }

  /// Asks about these, each with an echo id of its own.
  public static LlmRequest of(String requestId, List<AskedIndicator> indicators) {
    return new LlmRequest(requestId, new Question(indicators));
  }
}
