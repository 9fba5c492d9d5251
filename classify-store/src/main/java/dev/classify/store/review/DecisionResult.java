package dev.classify.store.review;

import dev.classify.terminal.ShownText;
import java.util.Locale;

/// The result of a reviewer's decision about one indicator.
///
/// @param detail what changed, or why nothing changed; may be empty
public record DecisionResult(String indicatorId, Status status, String detail) {

  /// How the decision ended.
  public enum Status {
    ACCEPTED,
    CORRECTED,
    REJECTED,
    RESTORED,
    /// The same was decided before.
    UNCHANGED,
    REFUSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DecisionResult refused(String indicatorId, String why) {
    return new DecisionResult(indicatorId, Status.REFUSED, why);
  }

  @Override
  public String toString() {
    return ShownText.of(
        indicatorId + "  " + status.word() + (detail.isEmpty() ? "" : ": " + detail));
  }
}
