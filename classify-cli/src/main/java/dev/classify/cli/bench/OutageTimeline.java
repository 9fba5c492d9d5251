package dev.classify.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The requests of a case, counted by when they arrived.
///
/// @param requests those that arrived, at least one
/// @param begin of the outage
/// @param end of the outage
record OutageTimeline(List<ReceivedRequest> requests, Instant begin, Instant end) {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// What arrived later may still have been in flight when the outage began.
  private static final Duration IN_FLIGHT = Duration.ofSeconds(2);

  OutageTimeline {
    requests = List.copyOf(requests);
  }

  /// Requests of the last minute before the outage that were answered well, without the last two
  /// seconds.
  int goodBefore() {
    Instant until = begin.minus(IN_FLIGHT);
    return count(until.minus(MINUTE), until, ReceivedRequest::good);
  }

  /// The same for each minute from [OutageCase#RECOVERY] after the outage on.
  List<Integer> goodAfter(int minutes) {
    Instant from = end.plus(OutageCase.RECOVERY);
    return IntStream.range(0, minutes)
        .mapToObj(
            minute ->
                count(
                    from.plus(MINUTE.multipliedBy(minute)),
                    from.plus(MINUTE.multipliedBy(minute + 1)),
                    ReceivedRequest::good))
        .toList();
  }

  /// Requests that arrived during the outage.
  int during() {
    return count(begin, end, _ -> true);
  }

  /// All arrivals.
  Arrivals arrivals() {
    return Arrivals.at(requests.stream().map(ReceivedRequest::at).toList());
  }

  /// Requests of each second that were answered well, from the first request on.
  List<Integer> goodPerSecond() {
    Instant first = requests.getFirst().at();
    long seconds = Duration.between(first, requests.getLast().at()).toSeconds() + 1;
    int[] counts = new int[Math.toIntExact(seconds)];
    requests.stream()
        .filter(ReceivedRequest::good)
        .forEach(good -> counts[Math.toIntExact(Duration.between(first, good.at()).toSeconds())]++);
    return IntStream.of(counts).boxed().toList();
  }

  private int count(Instant from, Instant until, Predicate<ReceivedRequest> counted) {
    return (int)
        requests.stream()
            .filter(request -> !request.at().isBefore(from) && request.at().isBefore(until))
            .filter(counted)
            .count();
  }
}
