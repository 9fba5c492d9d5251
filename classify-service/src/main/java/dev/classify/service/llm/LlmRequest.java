package dev.classify.service.llm;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Question;
import java.util.List;

/// One request to a model.
///
/// @param requestId the same on replay; sent along, so that a provider can be asked about it
/// @param examples shown before the question
public record LlmRequest(String requestId, Examples examples, Question question) {

  public LlmRequest {
    if (question.indicators().isEmpty()) {
      throw new IllegalArgumentException("a request asks about one indicator at least");
    }
  }

  /// Asks about these, each with an echo id of its own.
  public static LlmRequest of(
      String requestId, Examples examples, List<AskedIndicator> indicators) {
    return new LlmRequest(requestId, examples, new Question(indicators));
  }
}
