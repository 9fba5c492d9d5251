package dev.classify.cli.review;

import java.util.Locale;

/// What became of a reviewer's word about one indicator.
///
/// @param detail what has changed, or why nothing has; empty where there is nothing to say
public record DecisionResult(String indicatorId, Status status, String detail) {

  /// How it ended.
  public enum Status {
    ACCEPTED,
    CORRECTED,
    REJECTED,
    RESTORED,
    /// It had been said before.
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
    return indicatorId + "  " + status.word() + (detail.isEmpty() ? "" : ": " + detail);
  }
}
