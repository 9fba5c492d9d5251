package dev.classify.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerAuditTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void requestHoldsItsCostOrElseWhatIsReservedForIt() throws SQLException {
    TestRows.open(DATABASE.dataSource(), "job");
    Ledger ledger = new Ledger(DATABASE.dataSource());
    LedgerRequest paid = request("paid", new BigDecimal("0.9"));
    ledger.enter(paid);
    ledger.close(
        paid,
        new LedgerResult(
            true,
            "answered",
            1,
            1L,
            0L,
            0L,
            1L,
            "standard",
            new BigDecimal("0.25"),
            null,
            null,
            "id",
            Duration.ofSeconds(1)));
    ledger.enter(request("in flight", new BigDecimal("0.5")));
    ledger.enter(request("no price", null));

    assertThat(new LedgerAudit(DATABASE.dataSource()).lines())
        .extracting(
            LedgerAudit.Line::requestId,
            LedgerAudit.Line::batchKey,
            line -> line.heldUsd().stripTrailingZeros())
        .containsExactly(
            tuple("paid", "batch", new BigDecimal("0.25")),
            tuple("in flight", "batch", new BigDecimal("0.5")),
            tuple("no price", "batch", BigDecimal.ZERO));
  }

  private static LedgerRequest request(String id, @Nullable BigDecimal reservedUsd) {
    return new LedgerRequest(
        id,
        Instant.now(),
        "job",
        "batch",
        "account/model",
        "worker",
        "model",
        "standard",
        10,
        1,
        1_000,
        reservedUsd,
        Duration.ofSeconds(20));
  }
}
