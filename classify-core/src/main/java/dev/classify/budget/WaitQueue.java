package dev.classify.budget;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;

/// Those who were told to ask again, in the order in which they will be served.
///
/// Everybody comes in turn, so that not all ask at once and all but one in vain. Where a turn comes
/// too early, because the pace has fallen meanwhile, it is told anew and the place is kept.
///
/// @param tickets one for each who waits
public record WaitQueue(List<WaitingBatch> tickets) {

  static final WaitQueue EMPTY = new WaitQueue(List.of());

  /// Nobody waits longer for one who does not come.
  private static final long LATE = 1_000;

  /// Who is later than this has died, or comes as a new one.
  private static final long MISSED = 15_000;

  /// One who waits.
  ///
  /// @param turn when to ask again, milliseconds of the Unix epoch; no other has the same
  /// @param length for how long the requests will keep the pace busy, milliseconds
  /// @param begun whether others of its requests were granted before
  public record WaitingBatch(long turn, double length, boolean begun) {}

  public WaitQueue {
    tickets = List.copyOf(tickets);
  }

  /// Without those who did not come.
  WaitQueue at(long now) {
    return new WaitQueue(tickets.stream().filter(one -> one.turn > now - MISSED).toList());
  }

  /// Whether somebody is still to come.
  boolean areAwaited(double now) {
    return tickets.stream().anyMatch(one -> one.turn > now - LATE);
  }

  /// For how long those are busy who are served before the one who asks.
  double before(GrantRequest ask, long now) {
    return tickets.subList(0, place(ask)).stream()
        .filter(one -> one.turn > now - LATE)
        .mapToDouble(WaitingBatch::length)
        .sum();
  }

  /// Without the one who asks.
  WaitQueue served(GrantRequest ask) {
    List<WaitingBatch> others = new ArrayList<>(tickets);
    others.removeIf(one -> isOf(one, ask));
    return new WaitQueue(others);
  }

  /// With a new ticket for the one who asks, at its place.
  WaitQueue waiting(GrantRequest ask, WaitingBatch ticket) {
    List<WaitingBatch> all = new ArrayList<>(served(ask).tickets);
    all.add(place(ask), ticket);
    return new WaitQueue(all);
  }

  /// The first time from this one on that is nobody's turn.
  long free(long turn) {
    long free = turn;
    for (WaitingBatch one : tickets.stream().sorted(comparingLong(WaitingBatch::turn)).toList()) {
      free += one.turn == free ? 1 : 0;
    }
    return free;
  }

  /// Whoever waits keeps its place; whoever has begun goes before those who have not, so that what
  /// is begun comes to its end.
  private int place(GrantRequest ask) {
    int begun = 0;
    for (int i = 0; i < tickets.size(); i++) {
      if (isOf(tickets.get(i), ask)) {
        return i;
      }
      begun = tickets.get(i).begun ? i + 1 : begun;
    }
    return ask.begun() ? begun : tickets.size();
  }

  private static boolean isOf(WaitingBatch ticket, GrantRequest ask) {
    return ask.turn() != null && ticket.turn == ask.turn();
  }
}
