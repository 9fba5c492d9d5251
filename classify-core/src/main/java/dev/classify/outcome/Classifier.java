package dev.classify.outcome;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;

/// Answers without asking anyone: pure, deterministic, safe to repeat.
public interface Classifier {

  Classification classify(Indicator indicator);

  /// What it answers from; changes whenever an answer may change.
  AnswerVersion version();
}
