package dev.classify.service.llm;

import dev.classify.llm.TokenEstimate;
import java.time.Duration;

/// A model that classifies several indicators with one request.
public interface LanguageModel {

  /// The name under which it is asked for and billed.
  String name();

  /// Whether it thinks before it answers, which counts as answer.
  boolean isReasoningModel();

  /// The service tier that it is asked in, as prices name it.
  String serviceTier();

  /// After so long a request of it is over, however it ended.
  Duration requestTimeout();

  /// Sends exactly one request, unless the outcome says that none was sent.
  ///
  /// It throws nothing for what the model, its server or the network does.
  LlmReply ask(LlmRequest request);

  /// What a request is going to take at most, as far as that can be known before.
  TokenEstimate estimate(LlmRequest request);
}
