package dev.classify.service.batch;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.Classification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A content that a model has still to answer. Rows with the same content share it.
///
/// @param byRules what the rules make of it; null where they failed
/// @param stage which model is to be asked
/// @param first what the first model said, where the other one is to be asked
/// @param together the most indicators of a request about it
/// @param asked how often it was asked about
/// @param aloneInVain how often it was asked about alone and nothing usable came
/// @param troubles how much came between that time cures, weighed by [Decision]
/// @param lastReason why it is still open; empty at first
record Open(
    String contentHash,
    Indicator indicator,
    @Nullable DecidedAnswer byRules,
    Stage stage,
    @Nullable Doubted first,
    int together,
    int asked,
    int aloneInVain,
    int troubles,
    String lastReason) {

  /// What a model said.
  record Answered(DecidedAnswer decided, String model) {

    Classification answer() {
      return decided.answer();
    }
  }

  /// What the first model said, and why that is not enough.
  ///
  /// @param causes a sentence each
  record Doubted(Answered said, List<String> causes) {
    Doubted {
      causes = List.copyOf(causes);
    }
  }

  static Open of(
      String contentHash, Indicator indicator, @Nullable DecidedAnswer byRules, int together) {
    return new Open(contentHash, indicator, byRules, Stage.FIRST, null, together, 0, 0, 0, "");
  }

  /// To be asked about once more in a request of at most so many, after one came to nothing usable.
  Open smaller(int together, boolean wasAlone, String reason) {
    return new Open(
        contentHash,
        indicator,
        byRules,
        stage,
        first,
        together,
        asked + 1,
        aloneInVain + (wasAlone ? 1 : 0),
        troubles,
        reason);
  }

  /// To be asked about once more in the same way, after something came between.
  Open again(int trouble, String reason) {
    return new Open(
        contentHash,
        indicator,
        byRules,
        stage,
        first,
        together,
        asked + 1,
        aloneInVain,
        troubles + trouble,
        reason);
  }

  /// To be asked about for the first time at the other model.
  Open review(Doubted said, int together) {
    return new Open(contentHash, indicator, byRules, Stage.REVIEW, said, together, 0, 0, 0, "");
  }
}
