package dev.classify.service.llm;

/// What a server is believed to understand of the API; it is found out by what it refuses.
///
/// @param format how firmly it can be asked for the form of the answers
/// @param logprobs whether it tells the probabilities of tokens
/// @param completionBound whether it knows `max_completion_tokens`, else the older `max_tokens`
record Abilities(AnswerFormat format, boolean logprobs, boolean completionBound) {

  /// Whoever has these can do all.
  ///
  /// @param logprobs whether to ask for them at all
  static Abilities all(boolean logprobs) {
    return new Abilities(AnswerFormat.STRICT_SCHEMA, logprobs, true);
  }

  Abilities withFormat(AnswerFormat other) {
    return new Abilities(other, logprobs, completionBound);
  }

  Abilities withoutLogprobs() {
    return new Abilities(format, false, completionBound);
  }

  Abilities withoutCompletionBound() {
    return new Abilities(format, logprobs, false);
  }

  /// What is left where both are true of one server, as requests side by side may each find one.
  Abilities and(Abilities other) {
    return new Abilities(
        format.compareTo(other.format) > 0 ? format : other.format,
        logprobs && other.logprobs,
        completionBound && other.completionBound);
  }

  /// What this has and another has not, as a sentence names it.
  String beyond(Abilities other) {
    if (format != other.format) {
      return "the answer format " + format.written();
    }
    return logprobs != other.logprobs ? "logprobs" : "max_completion_tokens";
  }
}
