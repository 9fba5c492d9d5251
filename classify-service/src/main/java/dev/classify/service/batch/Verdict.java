package dev.classify.service.batch;

import dev.classify.outcome.DecidedAnswer;
import java.util.List;

/// What is known of a content after a request about it.
sealed interface Verdict {

  /// It has its answer.
  ///
  /// @param model that gave it, be it not alone
  /// @param doubts why a person should look at it; empty where nobody need
  record Done(DecidedAnswer decided, String model, List<String> doubts) implements Verdict {
    public Done {
      doubts = List.copyOf(doubts);
    }
  }

  /// It is to be asked about once more.
  record Ask(Open row) implements Verdict {}

  /// Asking on is of no use.
  record GiveUp(String reason) implements Verdict {}
}
