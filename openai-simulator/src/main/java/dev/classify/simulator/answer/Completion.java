package dev.classify.simulator.answer;

import org.jspecify.annotations.Nullable;

/// What the simulated model said.
///
/// @param text the content, or the refusal
/// @param end why it ended
public record Completion(String text, End end, Usage usage) {

  /// Why an answer ended.
  public enum End {
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
    return end == End.REFUSAL ? null : text;
  }

  @Nullable String refusal() {
    return end == End.REFUSAL ? text : null;
  }
}
