package dev.classify.simulator.answer;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Question;
import java.util.List;
import java.util.Optional;

/// A prompt as tokens, and the question in it.
public final class Prompt {

  private final int[] tokens;
  private final Optional<Question> question;

  Prompt(int[] tokens, Optional<Question> question) {
    this.tokens = tokens;
    this.question = question;
  }

  public int tokenCount() {
    return tokens.length;
  }

  /// The indicators it asks about.
  public List<AskedIndicator> indicators() {
    return question.map(Question::indicators).orElse(List.of());
  }

  /// Whether it contains a question, even about no indicator.
  boolean hasQuestion() {
    return question.isPresent();
  }

  int[] tokens() {
    return tokens;
  }
}
