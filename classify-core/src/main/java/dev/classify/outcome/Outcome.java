package dev.classify.outcome;

import dev.classify.taxonomy.Classification;
import java.util.ArrayList;
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
  /// @param modelFailure why the model gave no answer, if this one of the rules stands in for it;
  ///     null otherwise
  record Classified(
      String indicatorId,
      String contentHash,
      DecidedAnswer decided,
      @Nullable String model,
      List<String> doubts,
      @Nullable String modelFailure)
      implements Outcome {

    public Classified {
      doubts = List.copyOf(doubts);
    }

    /// An answer that needs no review.
    public Classified(
        String indicatorId, String contentHash, DecidedAnswer decided, @Nullable String model) {
      this(indicatorId, contentHash, decided, model, List.of());
    }

    /// An answer that stands in for no other.
    public Classified(
        String indicatorId,
        String contentHash,
        DecidedAnswer decided,
        @Nullable String model,
        List<String> doubts) {
      this(indicatorId, contentHash, decided, model, doubts, null);
    }

    /// The same answer of the rules in the place of one that a model did not give, which a person
    /// should review.
    public Classified standingIn(String failure) {
      List<String> all = new ArrayList<>();
      all.add("the model gave no answer: " + failure + "; the rules' answer stands");
      all.addAll(doubts);
      return new Classified(indicatorId, contentHash, decided, model, all, failure);
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
