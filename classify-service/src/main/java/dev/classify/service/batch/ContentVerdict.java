package dev.classify.service.batch;

import dev.classify.outcome.DecidedAnswer;
import java.util.List;

/// What a request decided about a content.
sealed interface ContentVerdict {

  /// The content has its answer.
  ///
  /// @param model the model that answered, possibly with others
  /// @param reviewReasons why a person should look at it; empty where nobody need
  record Done(DecidedAnswer decided, String model, List<String> reviewReasons)
      implements ContentVerdict {
    public Done {
      reviewReasons = List.copyOf(reviewReasons);
    }
  }

  /// The content has to be asked about again.
  record AskAgain(PendingContent content) implements ContentVerdict {}

  /// The job waits for the model no longer: the answer of the rules stands in for its.
  ///
  /// @param reason how the model fails
  record ByRules(String reason) implements ContentVerdict {}

  /// Further requests would not help.
  record GiveUp(String reason) implements ContentVerdict {}
}
