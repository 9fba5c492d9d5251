package dev.classify.triage;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How many rows to ask about in one request, learnt from how earlier requests of each size went.
///
/// More rows in a request make each row cheaper, because the instructions are paid for once. But
/// what a request does not answer is asked about again, in smaller requests, and paid for twice.
/// So the largest size that works is chosen, step by step: a larger one is tried only after the
/// present one has worked, and never one that is known to fail. A failure is forgotten with the
/// requests that showed it.
///
/// @param rowsPerRequest 1 to 25
/// @param reason what it was learnt from, for a person
public record RequestSize(int rowsPerRequest, String reason) {

  /// Where to begin with a model that nothing is known about.
  public static final int FIRST = 10;

  /// A request that takes longer than this is late: it has used half of the time that workers wait
  /// for a request by default.
  public static final long LATE_MILLIS = 60_000;

  /// Each splits a batch of 50 rows into fewer requests than the one before. It ends at 25, because
  /// a model may become less accurate with more rows, which no ledger shows.
  private static final List<Integer> STEPS = List.of(1, 2, 3, 5, 7, FIRST, 13, 17, 25);

  private static final int REQUESTS_MIN = 10;
  private static final int TROUBLED_MIN = 2;
  private static final double TROUBLED_SHARE_MAX = 0.1;
  private static final int UNANSWERED_MIN = 3;
  private static final double UNANSWERED_SHARE_MAX = 0.05;

  /// How earlier requests about the same number of rows ended. Only requests whose rows nobody had
  /// asked about before count, because rows that are asked about again are the difficult ones.
  ///
  /// @param rows in each request
  /// @param requests that ended, well or badly
  /// @param troubled of them: cut off, unreadable, too large, or late
  /// @param rowsAsked in the requests that were answered
  /// @param rowsUnanswered of them: left out, or without a valid answer
  public record PastRequests(
      int rows, long requests, long troubled, long rowsAsked, long rowsUnanswered) {

    private PastRequests plus(PastRequests other) {
      return new PastRequests(
          rows,
          requests + other.requests,
          troubled + other.troubled,
          rowsAsked + other.rowsAsked,
          rowsUnanswered + other.rowsUnanswered);
    }

    private boolean tooTroubled() {
      return troubled >= TROUBLED_MIN && troubled > TROUBLED_SHARE_MAX * requests;
    }

    private boolean tooIncomplete() {
      return rowsUnanswered >= UNANSWERED_MIN && rowsUnanswered > UNANSWERED_SHARE_MAX * rowsAsked;
    }

    private boolean fails() {
      return tooTroubled() || tooIncomplete();
    }

    private boolean works() {
      return requests >= REQUESTS_MIN && !fails();
    }

    private String why() {
      if (tooTroubled()) {
        return "%d of %d requests of about %d rows were cut off, unreadable, too large or late"
            .formatted(troubled, requests, rows);
      }
      return tooIncomplete()
          ? "%d of %d rows in requests of about %d had no valid answer"
              .formatted(rowsUnanswered, rowsAsked, rows)
          : "requests of about %d rows work: %d of %d were cut off, unreadable, too large or late, %d of %d rows had no valid answer"
              .formatted(rows, troubled, requests, rowsUnanswered, rowsAsked);
    }
  }

  /// Chooses a size; the same for the same requests.
  ///
  /// @param past the latest requests to the model, by their number of rows, in any order
  public static RequestSize of(List<PastRequests> past) {
    NavigableMap<Integer, PastRequests> bySize = bySize(past);
    int place = STEPS.indexOf(FIRST);
    if (fails(bySize, place)) {
      while (place > 0 && fails(bySize, place)) {
        place--;
      }
      return new RequestSize(STEPS.get(place), found(bySize, place + 1).why());
    }
    while (place < STEPS.size() - 1 && found(bySize, place).works()) {
      if (fails(bySize, place + 1)) {
        return new RequestSize(STEPS.get(place), found(bySize, place + 1).why());
      }
      place++;
    }
    return new RequestSize(
        STEPS.get(place),
        place == STEPS.indexOf(FIRST)
            ? "until %d requests of that size have shown how the model copes"
                .formatted(REQUESTS_MIN)
            : found(bySize, place - 1).why());
  }

  /// Requests that are not quite full count for the size that they come closest to.
  private static NavigableMap<Integer, PastRequests> bySize(List<PastRequests> past) {
    NavigableMap<Integer, PastRequests> bySize = new TreeMap<>();
    for (PastRequests one : past) {
      STEPS.stream()
          .filter(step -> step >= one.rows())
          .findFirst()
          .ifPresent(
              step ->
                  bySize.merge(
                      step,
                      new PastRequests(
                          step,
                          one.requests(),
                          one.troubled(),
                          one.rowsAsked(),
                          one.rowsUnanswered()),
                      PastRequests::plus));
    }
    return bySize;
  }

  private static boolean fails(NavigableMap<Integer, PastRequests> bySize, int place) {
    return found(bySize, place).fails();
  }

  private static PastRequests found(NavigableMap<Integer, PastRequests> bySize, int place) {
    int step = STEPS.get(place);
    return bySize.getOrDefault(step, new PastRequests(step, 0, 0, 0, 0));
  }
}
