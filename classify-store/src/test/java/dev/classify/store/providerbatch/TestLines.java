package dev.classify.store.providerbatch;

import dev.classify.store.ledger.LedgerResult;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lines and their results.
final class TestLines {

  static final String BUDGET = "account/model";
  static final BigDecimal RESERVED = new BigDecimal("0.01");
  static final BigDecimal COST = new BigDecimal("0.004");
  static final FileLimits LIMITS = new FileLimits(50_000, 200_000_000, Long.MAX_VALUE);

  private TestLines() {}

  static BatchLine line(String id, String jobId) {
    return new BatchLine(
        id,
        jobId,
        "batch of " + jobId,
        BUDGET,
        "model",
        "{\"of\":\"" + id + "\"}",
        1_000,
        10,
        1,
        500,
        900,
        RESERVED);
  }

  /// An answer that is kept.
  static LineResult answer(String id) {
    return new LineResult(id, result(true, "answered", 10, COST, "{\"kind\":\"answered\"}"), false);
  }

  /// A failure after which the line is sent again.
  static LineResult failure(String id, boolean sendLive) {
    return new LineResult(id, result(false, "unavailable", 0, BigDecimal.ZERO, null), sendLive);
  }

  private static LedgerResult result(
      boolean answered, String word, int rows, BigDecimal cost, @Nullable String reply) {
    return new LedgerResult(
        answered,
        word,
        rows,
        500L,
        0L,
        0L,
        100L,
        answered ? "batch" : null,
        cost,
        null,
        reply,
        "req",
        Duration.ofHours(1));
  }
}
