package dev.classify.simulator.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The output of the simulated model.
///
/// @param text the content, or the refusal
/// @param finishReason why it ended
/// @param tokens the tokens of the text if their probabilities were requested, else empty
public record Completion(
    String text, FinishReason finishReason, Usage usage, List<TokenLogprob> tokens) {

  public Completion {
    tokens = List.copyOf(tokens);
  }

  /// A completion without token probabilities.
  Completion(String text, FinishReason end, Usage usage) {
    this(text, end, usage, List.of());
  }

  /// A token of the text, which may be less than a character, and its probability.
  ///
  /// @param logprob natural logarithm of the probability
  public record TokenLogprob(List<Integer> bytes, double logprob) {
    public TokenLogprob {
      bytes = List.copyOf(bytes);
    }
  }

  /// Why an answer ended.
  public enum FinishReason {
    STOP,
    /// The limit on its tokens was reached.
    LENGTH,
    /// The model refused; the text is the refusal.
    REFUSAL
  }

  /// The tokens of an answer.
  ///
  /// @param cachedTokens the part of the prompt that was cached
  /// @param cacheWriteTokens the part that was written to the cache; 0 where that is not reported
  public record Usage(
      int promptTokens, int cachedTokens, int cacheWriteTokens, int completionTokens) {}

  @Nullable String content() {
    return finishReason == FinishReason.REFUSAL ? null : text;
  }

  @Nullable String refusal() {
    return finishReason == FinishReason.REFUSAL ? text : null;
  }
}
