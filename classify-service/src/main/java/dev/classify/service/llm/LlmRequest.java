package dev.classify.service.llm;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Question;
import dev.classify.model.ServiceTier;
import java.util.List;

/// One request to a model.
///
/// @param requestId the same on replay; sent along, so that a provider can be asked about it
/// @param examples shown before the question
/// @param tier at which it is sent
/// @param answerTokensMin the answer may take at least this many tokens, thinking included; zero
///     where the estimate is enough
/// @param answerTokensMax the exact limit of the answer, for which tokens and money are reserved;
///     zero for the estimate at the time when it is sent
public record LlmRequest(
    String requestId,
    Examples examples,
    Question question,
    ServiceTier tier,
    long answerTokensMin,
    long answerTokensMax) {

  public LlmRequest {
    if (question.indicators().isEmpty()) {
      throw new IllegalArgumentException("a request asks about one indicator at least");
    }
  }

  /// Asks about these at the tier of the account, each with an echo id of its own.
  public static LlmRequest of(
      String requestId, Examples examples, List<AskedIndicator> indicators) {
    return new LlmRequest(requestId, examples, new Question(indicators), ServiceTier.AUTO, 0, 0);
  }

  /// What follows the instructions, in one message: some chat templates refuse two of a user in a
  /// row.
  public String message() {
    return examples.isEmpty() ? question.write() : examples.write() + '\n' + question.write();
  }

  /// The same with a higher limit of the answer, after [LlmOutcome.CutOff]. A limit below the
  /// estimate changes nothing.
  public LlmRequest withAnswerTokensMax(long tokens) {
    return new LlmRequest(requestId, examples, question, tier, tokens, answerTokensMax);
  }

  /// The same with an exact limit of the answer, which no estimate changes any more.
  public LlmRequest bounded(long tokens) {
    return new LlmRequest(requestId, examples, question, tier, answerTokensMin, tokens);
  }

  /// The same at another tier.
  public LlmRequest at(ServiceTier other) {
    return new LlmRequest(requestId, examples, question, other, answerTokensMin, answerTokensMax);
  }
}
