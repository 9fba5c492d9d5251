package dev.classify.service.batch;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.Classification;
import dev.classify.triage.Triage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A content that a model has still to answer. Rows with the same content share it.
///
/// @param ask the content, with what the rules make of it
/// @param role which model is to be asked
/// @param firstAnswer what the first model said, where the other one is to be asked
/// @param rowsPerRequest the most indicators of a request about it
/// @param timesAsked how often it was asked about
/// @param failuresAlone how often it was asked about alone and nothing usable came
/// @param failurePoints how much came between that time cures, weighed by [NextStep]
/// @param lastProblem why it is still open; empty at first
record PendingContent(
    Triage.Ask ask,
    ModelRole role,
    @Nullable DoubtedAnswer firstAnswer,
    int rowsPerRequest,
    int timesAsked,
    int failuresAlone,
    int failurePoints,
    String lastProblem) {

  /// What a model said.
  record AnswerByModel(DecidedAnswer decided, String model) {

    Classification answer() {
      return decided.answer();
    }
  }

  /// What the first model said, and why that is not enough.
  ///
  /// @param causes a sentence each
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

  /// What the rules make of it; null where they failed.
  @Nullable DecidedAnswer byRules() {
    return ask.byRules();
  }

  /// To be asked about once more in a request of at most so many, after one came to nothing usable.
  PendingContent inSmallerRequest(int together, boolean wasAlone, String reason) {
    return new PendingContent(
        ask,
        role,
        firstAnswer,
        together,
        timesAsked + 1,
        failuresAlone + (wasAlone ? 1 : 0),
        failurePoints,
        reason);
  }

  /// To be asked about once more in the same way, after something came between.
  PendingContent askAgain(int trouble, String reason) {
    return new PendingContent(
        ask,
        role,
        firstAnswer,
        rowsPerRequest,
        timesAsked + 1,
        failuresAlone,
        failurePoints + trouble,
        reason);
  }

  /// To be asked about for the first time at the other model.
  PendingContent forReview(DoubtedAnswer said, int together) {
    return new PendingContent(ask, ModelRole.REVIEW, said, together, 0, 0, 0, "");
  }
}
