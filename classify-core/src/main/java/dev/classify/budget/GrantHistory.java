package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/// How much was granted for each recent second, by send time.
///
/// @param firstSecond the second of the first entry, Unix epoch
/// @param sums one entry per second
public record GrantHistory(@JsonProperty("first") long firstSecond, List<Long> sums) {

  static final GrantHistory NOTHING = new GrantHistory(0, List.of());

  /// A minute, and the time until an answer is back with its rate-limit headers.
  private static final int KEPT_SECONDS = 90;

  private static final long SECOND_MILLIS = 1_000;

  public GrantHistory {
    sums = List.copyOf(sums);
  }

  /// The history after amounts are granted for these times.
  GrantHistory plus(List<Long> times, List<Long> amounts, long now) {
    if (times.isEmpty()) {
      return this;
    }
    long from = Math.max(firstSecond, now / SECOND_MILLIS - KEPT_SECONDS);
    List<Long> next = new ArrayList<>();
    for (long second = from; second < firstSecond + sums.size(); second++) {
      next.add(sums.get((int) (second - firstSecond)));
    }
    for (int i = 0; i < times.size(); i++) {
      long place = times.get(i) / SECOND_MILLIS - from;
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
      long begin = (firstSecond + i) * SECOND_MILLIS;
      long part = Math.min(to, begin + SECOND_MILLIS) - Math.max(from, begin);
      sum += Math.max(0, part) * sums.get(i) / (double) SECOND_MILLIS;
    }
    return sum;
  }
}
