package dev.classify.outcome;

import dev.classify.taxonomy.Classification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one indicator of a batch.
public sealed interface Outcome {

  String indicatorId();

  /// Identity of the content that this is the outcome of.
  String contentHash();

  /// The indicator has an answer.
  ///
  /// @param contentHash of the indicator that was answered
  /// @param model that answered; null where the rules did
  /// @param doubts why a person should look at it, a sentence each; empty where nobody need
  record Classified(
      String indicatorId,
      String contentHash,
      DecidedAnswer decided,
      @Nullable String model,
      List<String> doubts)
      implements Outcome {

    public Classified {
      doubts = List.copyOf(doubts);
    }

    /// An answer that nobody doubts.
    public Classified(
        String indicatorId, String contentHash, DecidedAnswer decided, @Nullable String model) {
      this(indicatorId, contentHash, decided, model, List.of());
    }

    public Classification answer() {
      return decided.answer();
    }
  }

  /// The indicator ended without an answer.
  ///
  /// @param contentHash of the row as it was sent, so that the same row is known again
  /// @param stage where it ended: `input`, `rules`, `consistency`, `model`
  record Rejected(String indicatorId, String contentHash, String stage, String reason)
      implements Outcome {}
}
