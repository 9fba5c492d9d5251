package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
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

/// The effect of one grant: one ledger row, one send.
final class RequestStep {

  private static final Logger LOG = LoggerFactory.getLogger(RequestStep.class);

  /// How often something is noted before the batch goes on without.
  private static final int NOTE_TRIES = 10;

  private static final Duration NOTE_PAUSE = Duration.ofMillis(500);

  private final String worker;
  private final ModelNames setUp;
  private final RequestLedger ledger;
  private final PriceTable prices;
  private final WorkerClock clock;
  private final ConcurrencySettings concurrency;
  private final Map<String, ConcurrencyLimit> places = new ConcurrentHashMap<>();

  RequestStep(
      String worker,
      ModelNames setUp,
      RequestLedger ledger,
      PriceTable prices,
      ConcurrencySettings concurrency,
      WorkerClock clock) {
    this.worker = worker;
    this.setUp = setUp;
    this.ledger = ledger;
    this.prices = prices;
    this.concurrency = concurrency;
    this.clock = clock;
  }

  /// Waits for the time that was granted, and sends.
  ///
  /// @param batch that it is sent for
  /// @param grantedAt milliseconds of the Unix epoch, a few seconds ahead at most
  /// @param tokens as the budget was told
  /// @throws SQLException where the ledger is away; nothing was sent then
  StepResult carryOut(
      BatchRequest batch,
      RequestPlan plan,
      LanguageModel model,
      LlmRequest request,
      long grantedAt,
      long tokens)
      throws SQLException, InterruptedException {
    long early = grantedAt - clock.millis();
    if (early > 0) {
      clock.sleep(Duration.ofMillis(early));
    }
    ConcurrencyLimit places = placesOf(model);
    if (left(grantedAt).isNegative() || !places.acquire(left(grantedAt))) {
      return new StepResult.TooLate();
    }
    long begunAt = clock.nanos();
    @Nullable StepResult result = null;
    try {
      result = enterAndSend(batch, plan, model, request, grantedAt, tokens);
      return result;
    } finally {
      places.release(
          result instanceof StepResult.Completed came
              ? came.outcome()
              : new LlmOutcome.Interrupted(),
          begunAt);
    }
  }

  /// How long a grant may still be used.
  private Duration left(long grantedAt) {
    return Duration.ofMillis(grantedAt + Budget.GRACE.toMillis() - clock.millis());
  }

  private ConcurrencyLimit placesOf(LanguageModel model) {
    return places.computeIfAbsent(
        model.name(),
        _ ->
            new ConcurrencyLimit(
                concurrency.inFlightMax(), concurrency.requestTimeout(), clock::nanos));
  }

  private StepResult enterAndSend(
      BatchRequest batch,
      RequestPlan plan,
      LanguageModel model,
      LlmRequest request,
      long grantedAt,
      long tokens)
      throws SQLException, InterruptedException {
    LedgerRequest row =
        new LedgerRequest(
            request.requestId(),
            Instant.ofEpochMilli(grantedAt),
            batch.jobId(),
            batch.batchKey(),
            setUp.budgetKey(plan.role()),
            worker,
            model.name(),
            plan.contents().size(),
            plan.attempt(),
            tokens,
            reserved(model, request, grantedAt),
            model.requestTimeout());
    return switch (ledger.enter(row)) {
      // A database that was slow may have taken longer than the grant is good for.
      case LedgerEntry.Entered _ when left(grantedAt).isNegative() -> {
        patiently(row, "it is in the ledger, but was not sent", () -> ledger.withdraw(row));
        yield new StepResult.TooLate();
      }
      case LedgerEntry.Entered _ -> send(row, model, request);
      case LedgerEntry.EnteredBefore _ ->
          new StepResult.Completed(new LlmOutcome.Interrupted(), 0, clock.millis());
      case LedgerEntry.Held held -> new StepResult.Held(held.left().toMillis());
      case LedgerEntry.NoRoomYet _ -> new StepResult.NoRoomYet();
      case LedgerEntry.JobStopped stopped -> new StepResult.JobStopped(stopped.reason());
    };
  }

  /// The most that a request can cost; null where the price is not known.
  private @Nullable BigDecimal reserved(LanguageModel model, LlmRequest request, long grantedAt) {
    TokenEstimate tokens = model.estimate(request);
    return prices
        .of(model.name(), model.serviceTier(), day(Instant.ofEpochMilli(grantedAt)))
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
    BigDecimal cost = Outcomes.cost(outcome, model.name(), prices, day(row.grantedAt()));
    Duration latency = Duration.ofMillis(endedAt - sentAt);
    close(row, Outcomes.result(reply, cost, latency), outcome);
    LlmUsage usage = Outcomes.usage(outcome);
    long beyond = usage == null ? 0 : Outcomes.tokens(usage) - row.tokensEstimated();
    return new StepResult.Completed(outcome, beyond, endedAt);
  }

  private static @Nullable String stop(LlmOutcome outcome) {
    return switch (outcome) {
      case LlmOutcome.QuotaExhausted quota -> quota.message();
      case LlmOutcome.Unusable unusable -> unusable.message();
      case LlmOutcome.Answered _,
          LlmOutcome.Throttled _,
          LlmOutcome.TooLarge _,
          LlmOutcome.Refused _,
          LlmOutcome.Malformed _,
          LlmOutcome.Unavailable _,
          LlmOutcome.TimedOut _,
          LlmOutcome.Interrupted _ ->
          null;
    };
  }

  /// An answer that was paid for is worth more than the note of it: a database that stays away does
  /// not cost it.
  private void close(LedgerRequest row, LedgerResult result, LlmOutcome outcome)
      throws InterruptedException {
    @Nullable String stop = stop(outcome);
    patiently(
        row,
        "its end is not in the ledger",
        () -> {
          if (stop != null) {
            ledger.stopJob(row.jobId(), stop);
          }
          if (outcome instanceof LlmOutcome.Throttled throttled) {
            ledger.hold(row.budgetKey(), Duration.ofMillis(throttled.retryAfterMillis()));
          }
          ledger.close(row, result);
        });
  }

  private interface Note {
    void write() throws SQLException;
  }

  /// @param otherwise what the log says where the database stays away
  private void patiently(LedgerRequest row, String otherwise, Note note)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        note.write();
        return;
      } catch (SQLException away) {
        if (tries == NOTE_TRIES) {
          LOG.warn("request={} {}: {}", row.id(), otherwise, away.getMessage());
          return;
        }
        clock.sleep(NOTE_PAUSE);
      }
    }
  }
}
