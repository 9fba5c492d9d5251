package dev.classify.service.batch;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.Classification;
import dev.classify.triage.Triage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A content that a model has not answered yet. Rows with the same content share it.
///
/// @param ask the content and the answer of the rules to it
/// @param role the model that is asked next
/// @param firstAnswer the answer of the first model; null unless the review model is asked next
/// @param rowsPerRequest maximum number of indicators in the next request
/// @param answerTokensMin the next answer may take at least this many tokens; 0 for the estimate
/// @param timesAsked number of requests so far
/// @param failuresAlone number of requests with only this content and no usable answer
/// @param lastProblem why the last request failed; empty at first
record PendingContent(
    Triage.Ask ask,
    ModelRole role,
    @Nullable DoubtedAnswer firstAnswer,
    int rowsPerRequest,
    long answerTokensMin,
    int timesAsked,
    int failuresAlone,
    String lastProblem) {

  /// An answer and the model that gave it.
  record AnswerByModel(DecidedAnswer decided, String model) {

    Classification answer() {
      return decided.answer();
    }
  }

  /// The answer of the first model, and why a review is needed.
  ///
  /// @param causes one sentence for each cause
  record DoubtedAnswer(AnswerByModel answer, List<String> causes) {
    DoubtedAnswer {
      causes = List.copyOf(causes);
    }
  }

  static PendingContent of(Triage.Ask ask, int rowsPerRequest) {
    return new PendingContent(ask, ModelRole.FIRST, null, rowsPerRequest, 0, 0, 0, "");
  }

  String contentHash() {
    return ask.contentHash();
  }

  Indicator indicator() {
    return ask.indicator();
  }

  /// The answer of the rules; null if they failed.
  @Nullable DecidedAnswer byRules() {
    return ask.byRules();
  }

  /// Whether there is an answer that can stand in for that of the model that is asked next.
  boolean hasStandIn() {
    return firstAnswer != null || byRules() != null;
  }

  /// Asks again in a smaller request, after a request without a usable answer.
  PendingContent inSmallerRequest(int newRowsPerRequest, boolean wasAlone, String reason) {
    return new PendingContent(
        ask,
        role,
        firstAnswer,
        newRowsPerRequest,
        answerTokensMin,
        timesAsked + 1,
        failuresAlone + (wasAlone ? 1 : 0),
        reason);
  }

  /// Asks again in a request of the same size whose answer may be longer.
  PendingContent withLongerAnswer(long newAnswerTokensMin, String reason) {
    return new PendingContent(
        ask,
        role,
        firstAnswer,
        rowsPerRequest,
        newAnswerTokensMin,
        timesAsked + 1,
        failuresAlone,
        reason);
  }

  /// Asks the review model for the first time.
  PendingContent forReview(DoubtedAnswer doubted, int newRowsPerRequest) {
    return new PendingContent(ask, ModelRole.REVIEW, doubted, newRowsPerRequest, 0, 0, 0, "");
  }
}
