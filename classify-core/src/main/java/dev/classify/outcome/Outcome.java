package dev.classify.outcome;

import dev.classify.taxonomy.Classification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcome for one indicator of a batch.
public sealed interface Outcome {

  String indicatorId();

  /// Identity of the indicator's content.
  String contentHash();

  /// The indicator has an answer.
  ///
  /// @param contentHash of the indicator that was answered
  /// @param model that answered; null if the rules did
  /// @param doubts why a person should review it, a sentence each; empty if no review is needed
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

    /// An answer that needs no review.
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
  /// @param contentHash of the row as it was sent, so that the same row is recognised
  /// @param stage where it ended: `input`, `rules`, `consistency`, `model`, `batch`, `store`
  record Rejected(String indicatorId, String contentHash, String stage, String reason)
      implements Outcome {}
}
