package dev.classify.simulator.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the simulated model said.
///
/// @param text the content, or the refusal
/// @param finishReason why it ended
/// @param tokens what the text is made of, where their probabilities were asked for, else empty
public record Completion(
    String text, FinishReason finishReason, Usage usage, List<TokenLogprob> tokens) {

  public Completion {
    tokens = List.copyOf(tokens);
  }

  /// Of which nobody wants to know how probable it was.
  Completion(String text, FinishReason end, Usage usage) {
    this(text, end, usage, List.of());
  }

  /// A piece of the text, which may be less than a character.
  ///
  /// @param logprob natural logarithm of the probability that the model gave it
  public record TokenLogprob(List<Integer> bytes, double logprob) {
    public TokenLogprob {
      bytes = List.copyOf(bytes);
    }
  }

  /// Why an answer ended.
  public enum FinishReason {
    STOP,
    /// The bound on its tokens was reached.
    LENGTH,
    /// The model refused; the text says so.
    REFUSAL
  }

  /// What an answer cost.
  ///
  /// @param cachedTokens the part of the prompt that was seen before
  public record Usage(int promptTokens, int cachedTokens, int completionTokens) {}

  @Nullable String content() {
    return finishReason == FinishReason.REFUSAL ? null : text;
  }

  @Nullable String refusal() {
    return finishReason == FinishReason.REFUSAL ? text : null;
  }
}
