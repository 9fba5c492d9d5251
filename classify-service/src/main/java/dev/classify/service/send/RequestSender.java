package dev.classify.service.send;

import dev.classify.budget.Budget;
import dev.classify.llm.Instructions;
import dev.classify.model.PriceTable;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmReply;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.metrics.RequestMetrics;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.ledger.LlmExchange;
import dev.classify.trace.OpenSpan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a request until it has an outcome that says something about its rows.
public final class RequestSender {

  private static final Logger LOG = LoggerFactory.getLogger(RequestSender.class);

  /// How often a note in the ledger is tried before the batch continues without it.
  private static final int LEDGER_TRIES_MAX = 240;

  private static final Duration LEDGER_RETRY_DELAY = Duration.ofMillis(500);

  /// Before the ledger is asked again about something that ends by itself.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final Duration RETRY_PAUSE_MIN = Duration.ofMillis(250);

  /// Short, because a server that fails for everybody is left alone by the circuit breaker.
  private static final Duration RETRY_PAUSE_MAX = Duration.ofSeconds(5);

  /// The longest pause that a failing server can ask for.
  private static final Duration ASKED_PAUSE_MAX = Duration.ofSeconds(15);

  /// Between two tries at flex, where room comes and goes by the minute.
  private static final Duration ROOM_PAUSE_MAX = Duration.ofMinutes(1);

  private static final LlmOutcome HUNG =
      new LlmOutcome.Unavailable("no answer since the server hangs", 0, true);

  /// Failures of a request while others are answered, after which it is the request that the
  /// server cannot answer.
  private static final int OWN_FAILURES_MAX = 10;

  private final String worker;
  private final SendSlots slots;
  private final RequestLedger ledger;
  private final RequestCosts costs;
  private final RequestMetrics metrics;
  private final WorkerClock clock;

  RequestSender(
      String worker,
      SendSlots slots,
      RequestLedger ledger,
      PriceTable prices,
      RequestMetrics metrics,
      WorkerClock clock) {
    this.worker = worker;
    this.slots = slots;
    this.ledger = ledger;
    this.costs = new RequestCosts(prices);
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Sends a request, and again after failures that say nothing about its rows. Where the provider
  /// has no room at flex, it is tried again until there is room, or sent at standard if it may be.
  ///
  /// @throws StillWaiting where the step must not wait any longer
  /// @throws SQLException where the ledger is down; nothing was sent then
  SendResult send(SendTask first, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    SendTask task = first;
    int failures = 0;
    int ownFailures = 0;
    int refusals = 0;
    while (true) {
      switch (turn(task, time)) {
        case Turn.JobStopped stopped -> {
          return new SendResult.JobStopped(stopped.reason());
        }
        case Turn.WaitedTooLong waited -> {
          return waitedTooLong(task, failures, waited.reason());
        }
        case Turn.Slot slot -> {
          Tried tried = use(task, slot, failures);
          if (tried.result() != null) {
            return tried.result();
          }
          LlmOutcome failure = tried.failure();
          if (failure instanceof LlmOutcome.NoRoom noRoom) {
            if (task.mayFallBack()) {
              task = task.at(ServiceTier.STANDARD);
            } else {
              time.sleep(pause(noRoom, refusals++), "room at flex: " + noRoom.detail());
            }
            continue;
          }
          if (failure != null) {
            failures++;
            ownFailures += slots.workedSince(task, slot.sendAtNanos()) ? 1 : 0;
            if (isOfTheRequest(failure, ownFailures)) {
              return keep(ledgerRequest(task, slot.sendTimeMillis(), failures), failure);
            }
            if (slot.lastTry() != null) {
              return waitedTooLong(task, failures, slot.lastTry());
            }
          }
          time.sleep(pause(tried, failures), tried.waitsFor());
        }
      }
    }
  }

  private Turn turn(SendTask task, StepTime time) throws StillWaiting, InterruptedException {
    long begin = clock.nanos();
    try (RequestMetrics.Counted _ = metrics.waits(task.model().name());
        OpenSpan _ = OpenSpan.begin("wait for turn").put("model", task.model().name())) {
      Turn turn = slots.await(task, time);
      if (turn instanceof Turn.Slot) {
        metrics.waited(task.model().name(), Duration.ofNanos(clock.nanos() - begin));
      }
      return turn;
    }
  }

  private SendResult waitedTooLong(SendTask task, int failures, String reason)
      throws InterruptedException {
    return keep(
        ledgerRequest(task, clock.millis(), failures), new LlmOutcome.WaitedTooLong(reason));
  }

  /// Keeps an outcome that depends on the time, so that a later try of the step decides the same.
  private SendResult keep(LedgerRequest row, LlmOutcome end) throws InterruptedException {
    retry(row, "will be tried again", () -> ledger.keep(row, KeptReply.write(end)));
    return new SendResult.Completed(end);
  }

  /// What a slot was used for.
  ///
  /// @param result the end; null where the request has to be tried again
  /// @param failure why it failed; null where it was not sent
  /// @param pause before the next try
  /// @param waitsFor for people
  private record Tried(
      @Nullable SendResult result, @Nullable LlmOutcome failure, Duration pause, String waitsFor) {

    static Tried end(SendResult result) {
      return new Tried(result, null, Duration.ZERO, "");
    }

    static Tried again(Duration pause, String waitsFor) {
      return new Tried(null, null, pause, waitsFor);
    }
  }

  /// Whether a failure is one of the request and not of the server, which answers others.
  private static boolean isOfTheRequest(LlmOutcome failure, int ownFailures) {
    return failure instanceof LlmOutcome.TimedOut
        ? ownFailures > 0
        : ownFailures >= OWN_FAILURES_MAX;
  }

  private static Duration pause(Tried tried, int failures) {
    if (tried.failure() == null) {
      return tried.pause();
    }
    Duration grown = RETRY_PAUSE_MIN.multipliedBy(1L << Math.min(failures - 1, 10));
    Duration asked = shorter(tried.pause(), ASKED_PAUSE_MAX);
    Duration bounded = shorter(grown, RETRY_PAUSE_MAX);
    return asked.compareTo(bounded) > 0 ? asked : bounded;
  }

  /// Longer each time, because every try takes a request from the rate limit.
  private static Duration pause(LlmOutcome.NoRoom noRoom, int refusals) {
    Duration pause =
        Duration.ofMillis(noRoom.pauseMillis()).multipliedBy(1L << Math.min(refusals, 10));
    return shorter(pause, ROOM_PAUSE_MAX);
  }

  private Tried use(SendTask task, Turn.Slot slot, int failures)
      throws StillWaiting, SQLException, InterruptedException {
    @Nullable LlmOutcome outcome = null;
    try {
      long early = slot.sendAtNanos() - clock.nanos();
      if (early > 0) {
        clock.sleep(Duration.ofNanos(early));
      }
      if (isVoid(slot)) {
        return Tried.again(Duration.ZERO, "its turn");
      }
      LedgerRequest row = ledgerRequest(task, slot.sendTimeMillis(), failures);
      LedgerEntry entry = ledger.enter(row);
      if (!(entry instanceof LedgerEntry.Entered)) {
        return notSent(entry);
      }
      // Entered too late to send: take it out again.
      if (isVoid(slot)) {
        retry(row, "is in the ledger, but was not sent", () -> ledger.withdraw(row));
        return Tried.again(Duration.ZERO, "its turn");
      }
      outcome = sendAndClose(task, slot, row);
      return KeptReply.isFinal(outcome)
          ? Tried.end(new SendResult.Completed(outcome))
          : new Tried(null, outcome, serverPause(task, outcome), "the model: " + outcome.detail());
    } finally {
      slots.end(task, slot, outcome);
    }
  }

  private boolean isVoid(Turn.Slot slot) {
    return clock.nanos() - slot.sendAtNanos() > Budget.GRACE.toNanos();
  }

  private static Tried notSent(LedgerEntry entry) throws StillWaiting {
    return switch (entry) {
      case LedgerEntry.Entered _ -> throw new IllegalArgumentException("entered");
      case LedgerEntry.AnsweredBefore before ->
          Tried.end(new SendResult.Completed(KeptReply.read(before.reply())));
      case LedgerEntry.BatchStored _ -> throw StillWaiting.batchStored();
      case LedgerEntry.JobStopped stopped -> Tried.end(new SendResult.JobStopped(stopped.reason()));
      case LedgerEntry.InFlight inFlight ->
          Tried.again(shorter(inFlight.left(), LOOK_AGAIN), "the answer to an earlier try");
      case LedgerEntry.JobPaused paused ->
          Tried.again(LOOK_AGAIN, "the job to be resumed: " + paused.reason());
      case LedgerEntry.Held held ->
          Tried.again(shorter(held.left(), LOOK_AGAIN), "the provider, which holds requests back");
      case LedgerEntry.NoRoomYet _ ->
          Tried.again(LOOK_AGAIN, "room in the cost cap, which requests in flight reserve");
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration serverPause(SendTask task, LlmOutcome outcome) {
    return switch (outcome) {
      case LlmOutcome.Throttled throttled -> {
        slots.hold(task, Duration.ofMillis(throttled.retryAfterMillis()));
        yield Duration.ZERO;
      }
      case LlmOutcome.Unavailable away -> Duration.ofMillis(away.pauseMillis());
      default -> Duration.ZERO;
    };
  }

  private LedgerRequest ledgerRequest(SendTask task, long sendTimeMillis, int failures) {
    LanguageModel model = task.model();
    Instant grantedAt = Instant.ofEpochMilli(sendTimeMillis);
    return new LedgerRequest(
        task.request().requestId(),
        grantedAt,
        task.jobId(),
        task.batchKey(),
        task.budgetKey(),
        worker,
        model.name(),
        task.tier().priced(),
        task.request().question().indicators().size(),
        task.attempt() + failures,
        task.tokens().totalTokens(),
        costs.max(model, task.tier(), task.tokens(), grantedAt),
        task.timeout());
  }

  private LlmOutcome sendAndClose(SendTask task, Turn.Slot slot, LedgerRequest row)
      throws InterruptedException {
    long sentAt = clock.nanos();
    slots.sending(task, slot);
    LlmReply reply = ask(task);
    boolean hung = slots.received(task, slot, reply.outcome());
    LlmOutcome outcome = hung && reply.outcome().serverFailed() ? HUNG : reply.outcome();
    LlmUsage usage = outcome.usage();
    String billedTier = task.tier().billed(usage == null ? null : usage.serviceTier());
    boolean answered = outcome.hasAnswer();
    LedgerResult result =
        new LedgerResult(
            answered,
            outcome.word(),
            KeptReply.rowsAnswered(outcome),
            usage == null ? null : usage.promptTokens(),
            usage == null ? null : usage.cachedTokens(),
            usage == null ? null : usage.cacheWriteTokens(),
            usage == null ? null : usage.completionTokens(),
            answered ? billedTier : null,
            usage == null ? null : costs.of(usage, billedTier, row),
            outcome.detail(),
            KeptReply.isFinal(outcome) ? KeptReply.write(outcome) : null,
            reply.providerRequestId(),
            Duration.ofNanos(clock.nanos() - sentAt));
    metrics.ended(row.model(), row.serviceTier(), result);
    RequestLog.write(row, result);
    @Nullable String stopReason = outcome.stopReason();
    // A paid answer is worth more than its row in the ledger: it is used even without one.
    retry(
        row,
        "has no result in the ledger",
        () -> {
          if (stopReason != null) {
            ledger.stopJob(row.jobId(), stopReason);
          }
          ledger.close(row, result);
          if (result.reply() != null) {
            ledger.keepExchange(
                new LlmExchange(
                    row.id(),
                    row.jobId(),
                    Instructions.VERSION,
                    task.request().message(),
                    result.reply()));
          }
        });
    return outcome;
  }

  private LlmReply ask(SendTask task) {
    try (RequestMetrics.Counted _ = metrics.flies(task.model().name());
        OpenSpan span =
            OpenSpan.beginCall("llm request")
                .put("request", task.request().requestId())
                .put("model", task.model().name())
                .put("tier", task.tier().token())
                .put("attempt", task.attempt())) {
      LlmReply reply = task.model().ask(task.request());
      span.put("outcome", reply.outcome().word());
      return reply;
    }
  }

  private interface LedgerWrite {
    void run() throws SQLException;
  }

  /// @param consequence what the log says of the request where the database stays down
  private void retry(LedgerRequest row, String consequence, LedgerWrite write)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        write.run();
        return;
      } catch (SQLException down) {
        if (tries == LEDGER_TRIES_MAX) {
          LOG.warn(
              "job={} request={} {}: {}", row.jobId(), row.id(), consequence, down.getMessage());
          return;
        }
        clock.sleep(LEDGER_RETRY_DELAY);
      }
    }
  }
}
