package dev.classify.budget;

import java.util.ArrayList;
import java.util.List;

/// How much was granted for each second of late, by send time.
///
/// @param first the second of the first entry, since 1970
/// @param sums one entry per second
public record GrantHistory(long first, List<Long> sums) {

  static final GrantHistory NOTHING = new GrantHistory(0, List.of());

  /// A minute, and the time that an answer takes to come back.
  private static final int KEPT_SECONDS = 90;

  private static final long SECOND = 1_000;

  public GrantHistory {
    sums = List.copyOf(sums);
  }

  /// Afterwards, when amounts are granted at these times.
  GrantHistory plus(List<Long> times, List<Long> amounts, long now) {
    if (times.isEmpty()) {
      return this;
    }
    long from = Math.max(first, now / SECOND - KEPT_SECONDS);
    List<Long> next = new ArrayList<>();
    for (long second = from; second < first + sums.size(); second++) {
      next.add(sums.get((int) (second - first)));
    }
    for (int i = 0; i < times.size(); i++) {
      long place = times.get(i) / SECOND - from;
      if (place >= 0) {
        while (next.size() <= place) {
          next.add(0L);
        }
        next.set((int) place, next.get((int) place) + amounts.get(i));
      }
    }
    return new GrantHistory(from, next);
  }

  /// What was granted from one time to another, as if spread evenly over each second.
  double between(long from, long to) {
    double sum = 0;
    for (int i = 0; i < sums.size(); i++) {
      long begin = (first + i) * SECOND;
      long part = Math.min(to, begin + SECOND) - Math.max(from, begin);
      sum += Math.max(0, part) * sums.get(i) / (double) SECOND;
    }
    return sum;
  }
}
