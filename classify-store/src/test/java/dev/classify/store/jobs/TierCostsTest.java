package dev.classify.store.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.TierCosts.TierCost;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TierCostsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void requestsAreCountedAtTheTierThatTheyWereBilledBy() throws SQLException {
    TestRows.open(DATABASE.dataSource(), "job");
    request("earlier", "null", "answered", "1", "now() - interval '1 day'");
    request("flex", "'flex'", "answered", "0.25", "clock_timestamp()");
    request("no room", "'flex'", "no-room", "0", "clock_timestamp()");
    request("in flight", "'flex'", null, "null", "clock_timestamp()");
    request("standard", "'standard'", "answered", "0.5", "clock_timestamp()");
    request("standard too", "'standard'", "answered", "0.5", "clock_timestamp()");

    TierCosts costs = new TierCosts(DATABASE.dataSource());
    TierCost flex = new TierCost("flex", 2, 1, new BigDecimal("0.25000000"));
    TierCost standard = new TierCost("standard", 2, 0, new BigDecimal("1.00000000"));
    assertThat(costs.ofLastRun("job")).containsExactly(flex, standard);
    assertThat(costs.ofAllRuns("job"))
        .containsExactly(
            flex, standard, new TierCost("unknown", 1, 0, new BigDecimal("1.00000000")));
    assertThat(costs.ofAllRuns("another")).isEmpty();
  }

  private static void request(
      String id, String tier, @Nullable String outcome, String cost, String sentAt)
      throws SQLException {
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           service_tier, outcome, tokens_estimated, cost_usd, sent_at)
        values ('%s', now(), 'job', 'b', 'w', 'model', 1, 1, '%s', %s, %s, 1, %s, %s)
        """
            .formatted(
                id,
                outcome == null ? "sent" : outcome.equals("answered") ? "answered" : "failed",
                tier,
                outcome == null ? "null" : "'" + outcome + "'",
                cost,
                sentAt));
  }
}
