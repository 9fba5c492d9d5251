package dev.classify.budget;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/// The batches that were told to ask again, in the order in which they will be served.
///
/// Each batch gets a different time, so that they do not all ask at once. If that time turns out to
/// be too early, because the pace has dropped, the batch gets a new time and keeps its position.
///
/// @param batches in order
public record WaitQueue(@JsonProperty("tickets") List<WaitingBatch> batches) {

  static final WaitQueue EMPTY = new WaitQueue(List.of());

  /// The others wait this long for a batch that does not return in time.
  private static final long LATE_MILLIS = 1_000;

  /// A batch later than this has died with its worker, or returns as a new one.
  private static final long MISSED_MILLIS = 15_000;

  /// A queued batch.
  ///
  /// @param askAgainAtMillis when it asks again, Unix epoch; unique, and so its identity
  /// @param durationMillis how long its requests will keep the pace busy
  /// @param started whether it was granted requests before
  public record WaitingBatch(
      @JsonProperty("turn") long askAgainAtMillis,
      @JsonProperty("length") double durationMillis,
      @JsonProperty("begun") boolean started) {}

  public WaitQueue {
    batches = List.copyOf(batches);
  }

  /// The queue without batches that have not returned.
  WaitQueue withoutMissed(long now) {
    return new WaitQueue(
        batches.stream().filter(one -> one.askAgainAtMillis > now - MISSED_MILLIS).toList());
  }

  /// Whether any batch is expected to return.
  boolean isAnyExpected(double now) {
    return batches.stream().anyMatch(one -> one.askAgainAtMillis > now - LATE_MILLIS);
  }

  /// How long the batches that are served before the asking one keep the pace busy.
  double busyMillisBefore(GrantRequest ask, long now) {
    return batches.subList(0, position(ask)).stream()
        .filter(one -> one.askAgainAtMillis > now - LATE_MILLIS)
        .mapToDouble(WaitingBatch::durationMillis)
        .sum();
  }

  /// The queue without the asking batch.
  WaitQueue without(GrantRequest ask) {
    List<WaitingBatch> others = new ArrayList<>(batches);
    others.removeIf(one -> isOf(one, ask));
    return new WaitQueue(others);
  }

  /// The queue with the asking batch at its position.
  WaitQueue with(GrantRequest ask, WaitingBatch batch) {
    List<WaitingBatch> all = new ArrayList<>(without(ask).batches);
    all.add(position(ask), batch);
    return new WaitQueue(all);
  }

  /// The first time from this one on at which no other batch asks again.
  long firstFreeMillis(long earliest) {
    long free = earliest;
    for (WaitingBatch one :
        batches.stream().sorted(comparingLong(WaitingBatch::askAgainAtMillis)).toList()) {
      free += one.askAgainAtMillis == free ? 1 : 0;
    }
    return free;
  }

  /// A queued batch keeps its position. A started batch goes before unstarted ones, so that
  /// what is started finishes.
  private int position(GrantRequest ask) {
    int afterStarted = 0;
    for (int i = 0; i < batches.size(); i++) {
      if (isOf(batches.get(i), ask)) {
        return i;
      }
      afterStarted = batches.get(i).started ? i + 1 : afterStarted;
    }
    return ask.started() ? afterStarted : batches.size();
  }

  private static boolean isOf(WaitingBatch batch, GrantRequest ask) {
    return ask.askAgainAtMillis() != null && batch.askAgainAtMillis == ask.askAgainAtMillis();
  }
}
