package dev.classify.llm;

/// The tokens that a request is going to take.
///
/// @param prompt instructions, schema and indicators
/// @param answerMax the most that the model may write, its reasoning included
public record TokenEstimate(long prompt, long answerMax) {

  public long total() {
    return prompt + answerMax;
  }
}
