package dev.classify.service.batch;

import dev.classify.budget.Budget;
import dev.classify.llm.TokenEstimate;
import dev.classify.price.PriceTable;
import dev.classify.service.llm.ConcurrencySettings;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmReply;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.llm.LlmUsage;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Uses one grant: checks whether the request may be sent, enters it in the ledger, sends it.
final class RequestStep {

  private static final Logger LOG = LoggerFactory.getLogger(RequestStep.class);

  /// How often a note in the ledger is tried before the batch continues without it.
  private static final int LEDGER_TRIES_MAX = 10;

  private static final Duration LEDGER_RETRY_DELAY = Duration.ofMillis(500);

  private final String worker;
  private final ModelNames modelNames;
  private final RequestLedger ledger;
  private final PriceTable prices;
  private final WorkerClock clock;
  private final ConcurrencySettings concurrency;
  private final Map<String, ConcurrencyLimit> limits = new ConcurrentHashMap<>();

  RequestStep(
      String worker,
      ModelNames modelNames,
      RequestLedger ledger,
      PriceTable prices,
      ConcurrencySettings concurrency,
      WorkerClock clock) {
    this.worker = worker;
    this.modelNames = modelNames;
    this.ledger = ledger;
    this.prices = prices;
    this.concurrency = concurrency;
    this.clock = clock;
  }

  /// Waits for the send time of the grant, and sends the request.
  ///
  /// @throws SQLException where the ledger is down; nothing was sent then
  StepResult carryOut(GrantedRequest granted) throws SQLException, InterruptedException {
    long early = granted.sendTimeMillis() - clock.millis();
    if (early > 0) {
      clock.sleep(Duration.ofMillis(early));
    }
    ConcurrencyLimit limit = limit(granted.model());
    Duration left = untilExpiry(granted);
    if (left.isNegative() || !limit.acquire(left)) {
      return new StepResult.TooLate();
    }
    long startedAtNanos = clock.nanos();
    @Nullable StepResult result = null;
    try {
      result = enterAndSend(granted);
      return result;
    } finally {
      limit.release(
          result instanceof StepResult.Completed completed
              ? completed.outcome()
              : new LlmOutcome.Interrupted(),
          startedAtNanos);
    }
  }

  /// How long the grant can still be used.
  private Duration untilExpiry(GrantedRequest granted) {
    return Duration.ofMillis(granted.sendTimeMillis() + Budget.GRACE.toMillis() - clock.millis());
  }

  private ConcurrencyLimit limit(LanguageModel model) {
    return limits.computeIfAbsent(
        model.name(),
        _ ->
            new ConcurrencyLimit(
                concurrency.inFlightMax(), concurrency.requestTimeout(), clock::nanos));
  }

  private StepResult enterAndSend(GrantedRequest granted)
      throws SQLException, InterruptedException {
    LedgerRequest row = ledgerRequest(granted);
    return switch (ledger.enter(row)) {
      // Entered too late to send: take it out again.
      case LedgerEntry.Entered _ when untilExpiry(granted).isNegative() -> {
        retry(row, "is in the ledger, but was not sent", () -> ledger.withdraw(row));
        yield new StepResult.TooLate();
      }
      case LedgerEntry.Entered _ -> send(row, granted.model(), granted.request());
      case LedgerEntry.EnteredBefore _ ->
          new StepResult.Completed(new LlmOutcome.Interrupted(), 0, clock.millis());
      case LedgerEntry.Held held -> new StepResult.Held(held.left().toMillis());
      case LedgerEntry.NoRoomYet _ -> new StepResult.NoRoomYet();
      case LedgerEntry.JobStopped stopped -> new StepResult.JobStopped(stopped.reason());
    };
  }

  private LedgerRequest ledgerRequest(GrantedRequest granted) {
    LanguageModel model = granted.model();
    return new LedgerRequest(
        granted.request().requestId(),
        granted.sendTime(),
        granted.batch().jobId(),
        granted.batch().batchKey(),
        modelNames.budgetKey(granted.plan().role()),
        worker,
        model.name(),
        granted.plan().contents().size(),
        granted.plan().attempt(),
        granted.tokensEstimated(),
        costMax(granted),
        model.requestTimeout());
  }

  /// The most that the request can cost; null where the price is not known.
  private @Nullable BigDecimal costMax(GrantedRequest granted) {
    LanguageModel model = granted.model();
    TokenEstimate tokens = model.estimate(granted.request());
    return prices
        .of(model.name(), model.serviceTier(), day(granted.sendTime()))
        .map(price -> price.costMax(tokens.promptTokens(), tokens.answerTokensMax()))
        .orElse(null);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private StepResult send(LedgerRequest row, LanguageModel model, LlmRequest request)
      throws InterruptedException {
    long sentAt = clock.millis();
    LlmReply reply = model.ask(request);
    LlmOutcome outcome = reply.outcome();
    long endedAt = clock.millis();
    LlmUsage usage = outcome.usage();
    close(
        row,
        new LedgerResult(
            outcome.hasAnswer(),
            outcome.word(),
            usage == null ? null : usage.promptTokens(),
            usage == null ? null : usage.cachedTokens(),
            usage == null ? null : usage.completionTokens(),
            usage == null ? null : cost(usage, row),
            reply.providerRequestId(),
            Duration.ofMillis(endedAt - sentAt)),
        outcome);
    long beyond = usage == null ? 0 : usage.totalTokens() - row.tokensEstimated();
    return new StepResult.Completed(outcome, beyond, endedAt);
  }

  /// Null where the price is not known.
  private @Nullable BigDecimal cost(LlmUsage usage, LedgerRequest row) {
    if (usage.totalTokens() == 0) {
      return BigDecimal.ZERO;
    }
    return prices
        .of(row.model(), usage.serviceTier(), day(row.grantedAt()))
        .map(
            price ->
                price.cost(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens()))
        .orElse(null);
  }

  /// A paid answer is worth more than its row in the ledger: it is kept even if the database stays
  /// down.
  private void close(LedgerRequest row, LedgerResult result, LlmOutcome outcome)
      throws InterruptedException {
    @Nullable String stopReason = outcome.stopReason();
    retry(
        row,
        "has no result in the ledger",
        () -> {
          if (stopReason != null) {
            ledger.stopJob(row.jobId(), stopReason);
          }
          if (outcome instanceof LlmOutcome.Throttled throttled) {
            ledger.hold(row.budgetKey(), Duration.ofMillis(throttled.retryAfterMillis()));
          }
          ledger.close(row, result);
        });
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
