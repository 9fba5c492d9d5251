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
public record Turns(List<Ticket> tickets) {

  static final Turns EMPTY = new Turns(List.of());

  /// Who is later than this has died, or comes as a new one.
  private static final long MISSED = 3_000;

  /// One who waits.
  ///
  /// @param turn when to ask again, milliseconds of the Unix epoch; no other has the same
  /// @param length for how long the requests will keep the pace busy, milliseconds
  public record Ticket(long turn, double length) {}

  public Turns {
    tickets = List.copyOf(tickets);
  }

  /// Without those who did not come.
  Turns at(long now) {
    return new Turns(tickets.stream().filter(one -> one.turn > now - MISSED).toList());
  }

  /// For how long those are busy who are served before the one with this ticket; before one without
  /// a ticket are all.
  double before(BudgetAsk ask) {
    return tickets.subList(0, place(ask)).stream().mapToDouble(Ticket::length).sum();
  }

  /// Without the one who asks.
  Turns served(BudgetAsk ask) {
    List<Ticket> others = new ArrayList<>(tickets);
    others.removeIf(one -> isOf(one, ask));
    return new Turns(others);
  }

  /// With a new ticket for the one who asks, at the same place as before.
  Turns waiting(BudgetAsk ask, Ticket ticket) {
    List<Ticket> all = new ArrayList<>(served(ask).tickets);
    all.add(place(ask), ticket);
    return new Turns(all);
  }

  /// The first time from this one on that is nobody's turn.
  long free(long turn) {
    long free = turn;
    for (Ticket one : tickets.stream().sorted(comparingLong(Ticket::turn)).toList()) {
      free += one.turn == free ? 1 : 0;
    }
    return free;
  }

  private int place(BudgetAsk ask) {
    for (int i = 0; i < tickets.size(); i++) {
      if (isOf(tickets.get(i), ask)) {
        return i;
      }
    }
    return tickets.size();
  }

  private static boolean isOf(Ticket ticket, BudgetAsk ask) {
    return ask.turn() != null && ticket.turn == ask.turn();
  }
}
