package dev.classify.service.send;

import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.ledger.LlmExchange;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A ledger in memory. It may be down, take its time, or give an entry that a test prescribes.
///
/// A stop is invisible before its time, because the requests of a round run one after another but
/// start at the same time.
public final class MemoryLedger implements RequestLedger {

  private final TestClock clock;
  private final List<LedgerRequest> entered = new ArrayList<>();
  private final List<LlmExchange> exchanges = new ArrayList<>();
  private final List<LedgerResult> results = new ArrayList<>();
  private final Map<String, String> replies = new HashMap<>();
  private final Map<String, Stop> stops = new HashMap<>();
  private final Deque<LedgerEntry> prescribed = new ArrayDeque<>();
  private int callsThatFail;
  private Duration latency = Duration.ZERO;

  private record Stop(long atMillis, String reason) {}

  public MemoryLedger(TestClock clock) {
    this.clock = clock;
  }

  /// The results of the next calls to [#enter].
  public MemoryLedger prescribe(LedgerEntry... entries) {
    prescribed.addAll(List.of(entries));
    return this;
  }

  public MemoryLedger failNextCalls(int calls) {
    callsThatFail = calls;
    return this;
  }

  MemoryLedger latency(Duration duration) {
    latency = duration;
    return this;
  }

  public List<LedgerRequest> entered() {
    return entered;
  }

  /// The outcome of each request that was closed, in a word.
  public List<String> outcomes() {
    return results.stream().map(LedgerResult::outcome).toList();
  }

  public List<LedgerResult> results() {
    return results;
  }

  /// Why a job was stopped, empty where it was not.
  public Optional<String> stopReason(String jobId) {
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
    String reply = replies.get(request.id());
    if (reply != null) {
      return new LedgerEntry.AnsweredBefore(reply);
    }
    entered.add(request);
    return new LedgerEntry.Entered();
  }

  @Override
  public void withdraw(LedgerRequest request) throws SQLException {
    call();
    entered.remove(request);
  }

  @Override
  public void close(LedgerRequest request, LedgerResult result) throws SQLException {
    call();
    results.add(result);
    if (result.reply() != null) {
      replies.put(request.id(), result.reply());
    }
  }

  @Override
  public void keep(LedgerRequest request, String reply) throws SQLException {
    call();
    replies.put(request.id(), reply);
  }

  @Override
  public void keepExchange(LlmExchange exchange) {
    exchanges.add(exchange);
  }

  List<LlmExchange> exchanges() {
    return List.copyOf(exchanges);
  }

  @Override
  public Map<String, String> keptReplies(String batchKey) {
    return Map.copyOf(replies);
  }

  @Override
  public int closeInterrupted(String worker, Instant startedAt) {
    return 0;
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
