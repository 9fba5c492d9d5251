package dev.classify.service.batch;

import dev.classify.outcome.DecidedAnswer;
import java.util.List;

/// What is known of a content after a request about it.
sealed interface ContentVerdict {

  /// It has its answer.
  ///
  /// @param model that gave it, be it not alone
  /// @param reviewReasons why a person should look at it; empty where nobody need
  record Done(DecidedAnswer decided, String model, List<String> reviewReasons)
      implements ContentVerdict {
    public Done {
      reviewReasons = List.copyOf(reviewReasons);
    }
  }

  /// It is to be asked about once more.
  record AskAgain(PendingContent content) implements ContentVerdict {}

  /// Asking on is of no use.
  record GiveUp(String reason) implements ContentVerdict {}
}
