package dev.classify.rules;

import java.util.List;

/// How strong the evidence for a decision is as a whole. calibration.csv turns it into a
/// confidence.
final class Strength {

  /// Stronger than any evidence.
  static final int MAX = Integer.MAX_VALUE;

  private Strength() {}

  static int of(Evidence won, List<Evidence> support, List<Evidence> against, int doubts) {
    return won.weight() + heaviest(support) / 4 - heaviest(against) / 2 - doubts * won.weight() / 4;
  }

  private static int heaviest(List<Evidence> evidence) {
    int heaviest = 0;
    for (Evidence one : evidence) {
      heaviest = Math.max(heaviest, one.weight());
    }
    return heaviest;
  }
}
