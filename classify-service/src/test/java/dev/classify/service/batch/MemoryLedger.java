package dev.classify.service.batch;

import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A ledger in memory. It may be down, take its time, or give an entry that a test prescribes.
///
/// An entry is invisible before its time, because the steps of a round run one after another but
/// start at the same time.
final class MemoryLedger implements RequestLedger {

  private final TestClock clock;
  private final Map<String, LedgerRequest> entered = new LinkedHashMap<>();
  private final Map<String, LedgerResult> results = new LinkedHashMap<>();
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<String, Stop> stops = new HashMap<>();
  private final Deque<LedgerEntry> prescribed = new ArrayDeque<>();
  private int callsThatFail;
  private Duration latency = Duration.ZERO;

  private record Hold(long fromMillis, long untilMillis) {}

  private record Stop(long atMillis, String reason) {}

  MemoryLedger(TestClock clock) {
    this.clock = clock;
  }

  /// The results of the next calls to [#enter].
  MemoryLedger prescribe(LedgerEntry... entries) {
    prescribed.addAll(List.of(entries));
    return this;
  }

  MemoryLedger failNextCalls(int calls) {
    callsThatFail = calls;
    return this;
  }

  MemoryLedger latency(Duration duration) {
    latency = duration;
    return this;
  }

  List<LedgerRequest> entered() {
    return new ArrayList<>(entered.values());
  }

  /// The outcome of each request that was closed, in a word.
  List<String> outcomes() {
    return results.values().stream().map(LedgerResult::outcome).toList();
  }

  List<LedgerResult> results() {
    return new ArrayList<>(results.values());
  }

  /// Why a job was stopped, empty where it was not.
  Optional<String> stopReason(String jobId) {
    return Optional.ofNullable(stops.get(jobId)).map(Stop::reason);
  }

  @Override
  public LedgerEntry enter(LedgerRequest request) throws SQLException {
    call();
    if (!prescribed.isEmpty()) {
      return prescribed.remove();
    }
    Stop stop = stops.get(request.jobId());
    if (stop != null && stop.atMillis() <= clock.millis()) {
      return new LedgerEntry.JobStopped(stop.reason());
    }
    Hold hold = holds.get(request.budgetKey());
    if (hold != null
        && hold.fromMillis() <= clock.millis()
        && hold.untilMillis() > clock.millis()) {
      return new LedgerEntry.Held(Duration.ofMillis(hold.untilMillis() - clock.millis()));
    }
    return entered.putIfAbsent(request.id(), request) == null
        ? new LedgerEntry.Entered()
        : new LedgerEntry.EnteredBefore();
  }

  @Override
  public void withdraw(LedgerRequest request) throws SQLException {
    call();
    entered.remove(request.id());
  }

  @Override
  public void close(LedgerRequest request, LedgerResult result) throws SQLException {
    call();
    results.put(request.id(), result);
  }

  @Override
  public void hold(String budgetKey, Duration duration) throws SQLException {
    call();
    holds.put(budgetKey, new Hold(clock.millis(), clock.millis() + duration.toMillis()));
  }

  @Override
  public void stopJob(String jobId, String reason) throws SQLException {
    call();
    stops.put(jobId, new Stop(clock.millis(), reason));
  }

  private void call() throws SQLException {
    clock.sleep(latency);
    if (callsThatFail > 0) {
      callsThatFail--;
      throw new SQLException("the database is down");
    }
  }
}
