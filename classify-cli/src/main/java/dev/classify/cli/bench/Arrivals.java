package dev.classify.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// When requests arrived at the provider.
///
/// @param micros of the Unix epoch, in ascending order, at least one
record Arrivals(List<Long> micros) {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;

  private static final long SECOND = Duration.ofSeconds(1).toNanos() / 1_000;

  Arrivals {
    micros = micros.stream().sorted().toList();
    if (micros.isEmpty()) {
      throw new IllegalStateException("no request arrived");
    }
  }

  /// Requests that arrived at these times, in any order.
  static Arrivals at(List<Instant> times) {
    return new Arrivals(
        times.stream().map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time)).toList());
  }

  /// The most requests in any sixty seconds, wherever they begin.
  int mostInAMinute() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < micros.size(); last++) {
      while (micros.get(last) - micros.get(first) >= MINUTE) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /// Requests in each second from the first one on.
  List<Integer> perSecond() {
    int[] counts = new int[Math.toIntExact((micros.getLast() - micros.getFirst()) / SECOND) + 1];
    micros.forEach(at -> counts[Math.toIntExact((at - micros.getFirst()) / SECOND)]++);
    return Arrays.stream(counts).boxed().toList();
  }

  /// Requests from the sixtieth second after the first one on.
  long afterTheFirstMinute() {
    return micros.stream().filter(at -> at >= micros.getFirst() + MINUTE).count();
  }

  /// Minutes from the sixtieth second to the last request.
  double minutesAfterTheFirst() {
    return Math.max(0, micros.getLast() - micros.getFirst() - MINUTE) / (double) MINUTE;
  }
}
