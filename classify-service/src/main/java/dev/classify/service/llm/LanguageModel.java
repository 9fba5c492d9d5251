package dev.classify.service.llm;

import dev.classify.llm.TokenEstimate;
import dev.classify.model.ServiceTier;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// A model that classifies several indicators with one request.
public interface LanguageModel {

  /// The name in requests and in prices.
  String name();

  /// Whether it reasons before it answers; its reasoning counts as completion tokens.
  boolean isReasoningModel();

  /// The day on which its provider switches it off; empty if none is known.
  Optional<LocalDate> shutdown();

  /// The tier of the requests of jobs that name none.
  ServiceTier tierByDefault();

  /// A request at a tier never takes longer than this.
  Duration requestTimeout(ServiceTier tier);

  /// Sends exactly one request, unless the outcome says that none was sent.
  ///
  /// Failures of the model, its server or the network are outcomes, not exceptions.
  LlmReply ask(LlmRequest request);

  /// The tokens that a request takes at most, as far as they can be estimated.
  TokenEstimate estimate(LlmRequest request);
}
