package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.ledger.LedgerAudit.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void entryWithoutAnArrivalIsUndelivered() {
    Line arrived = entry("one", 1, "0.5");
    Line refused = entry("two", 2, "0.7");

    Deliveries deliveries =
        Deliveries.of(List.of(arrived, refused), List.of(arrival("one", 1), arrival("other", 2)));

    assertThat(deliveries.undelivered()).containsExactly(refused);
    assertThat(deliveries.arrivedByBatch()).containsExactly(Map.entry("batch", 1));
  }

  @Test
  void arrivalBelongsToTheLatestTryBeforeIt() {
    Line answeredBadly = entry("one", 1, "0.1");
    Line refused = entry("one", 5, "0.2");
    Line refusedAgain = entry("one", 9, "0.4");
    Line arrived = entry("one", 13, "0.8");

    Deliveries deliveries =
        Deliveries.of(
            List.of(answeredBadly, refused, refusedAgain, arrived),
            List.of(arrival("one", 2), arrival("one", 14)));

    assertThat(deliveries.undelivered()).containsExactlyInAnyOrder(refused, refusedAgain);
    assertThat(deliveries.arrivedByBatch()).containsExactly(Map.entry("batch", 2));
  }

  @Test
  void moneyIsCountedForEntriesOfTheTimeAlone() {
    Line first = entry("first", 1, "0.1");
    Line second = entry("second", 2, "0.2");
    Line third = entry("third", 3, "0.4");
    Deliveries deliveries = Deliveries.of(List.of(first, second, third), List.of());

    assertThat(deliveries.heldUsd()).isEqualByComparingTo("0.7");
    Deliveries between = deliveries.between(START.plusSeconds(2), START.plusSeconds(3));
    assertThat(between.undelivered()).containsExactly(second);
    assertThat(between.heldUsd()).isEqualByComparingTo("0.2");
  }

  private static Line entry(String id, int second, String heldUsd) {
    return new Line(id, "batch", START.plusSeconds(second), new BigDecimal(heldUsd));
  }

  private static ReceivedRequest arrival(String id, int second) {
    return new ReceivedRequest(id, START.plusSeconds(second).plusMillis(20), 200, false);
  }
}
