package dev.classify.outcome;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;

/// Answers without asking anyone: pure, deterministic, safe to repeat.
public interface Classifier {

  /// The answer, and what decided each field of it.
  DecidedAnswer decide(Indicator indicator);

  /// The answer alone.
  default Classification classify(Indicator indicator) {
    return decide(indicator).answer();
  }

  /// What it answers from; changes whenever an answer may change.
  AnswerVersion version();
}
