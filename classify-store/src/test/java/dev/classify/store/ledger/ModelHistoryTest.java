package dev.classify.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.store.TestDatabase;
import dev.classify.triage.RequestSize;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelHistoryTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private ModelHistory history;

  @BeforeEach
  void create() {
    history = new ModelHistory(DATABASE.dataSource());
  }

  @Test
  void modelThatWasNeverAskedHasNoHistory() throws SQLException {
    assertThat(history.of("model")).isEmpty();
    assertThat(history.reviewedShare("model", "review")).isEmpty();
  }

  @Test
  void answersAreAveragedOverIndicatorsAndRequests() throws SQLException {
    request("1", "job", "model", 10, "answered", 300, 1_000);
    request("2", "job", "model", 5, "answered", 150, 3_000);
    request("3", "job", "model", 5, "failed", 900, 9_000);
    request("4", "job", "other", 5, "answered", 900, 9_000);
    assertThat(history.of("model"))
        .contains(new ModelHistory.AnswerStatistics(2, 30, Duration.ofSeconds(2)));
  }

  @Test
  void latencyIsNeverZero() throws SQLException {
    request("1", "job", "model", 10, "answered", 300, 0);
    assertThat(history.of("model").orElseThrow().meanLatency()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void shareThatWentToTheReviewModelComesFromJobsThatHadOne() throws SQLException {
    request("1", "job", "model", 30, "answered", 300, 1_000);
    request("2", "job", "review", 10, "answered", 300, 1_000);
    request("3", "without review", "model", 500, "answered", 300, 1_000);
    assertThat(history.reviewedShare("model", "review").orElseThrow())
        .isCloseTo(1.0 / 3, within(1e-9));
    request("4", "job", "review", 90, "answered", 300, 1_000);
    assertThat(history.reviewedShare("model", "review")).hasValue(1);
  }

  @Test
  void requestsAreCountedBySizeAndByWhatFewerRowsMayCure() throws SQLException {
    ended("1", 10, 1, "answered", 10, 2_000);
    ended("2", 10, 1, "answered", 7, 61_000);
    ended("3", 10, 1, "cut-off", 0, 2_000);
    ended("4", 10, 1, "timed-out", 0, 120_000);
    ended("5", 10, 1, "throttled", 0, 100);
    ended("6", 10, 2, "malformed", 0, 100);
    ended("7", 4, 1, "answered", 4, 1_000);
    ended("8", 4, 1, "answered", 4, 90_000);
    DATABASE.execute("update llm_requests set service_tier = 'flex' where request_id = '8'");

    assertThat(history.bySize("model"))
        .containsExactlyInAnyOrder(
            new RequestSize.PastRequests(10, 4, 3, 20, 3),
            new RequestSize.PastRequests(4, 2, 0, 8, 0));
    assertThat(history.bySize("other")).isEmpty();
  }

  private static void ended(
      String id, int indicators, int attempt, String outcome, int answered, int latencyMillis)
      throws SQLException {
    request(id, "job", "model", indicators, "answered", 100, latencyMillis);
    DATABASE.execute(
        "update llm_requests set attempt = %d, outcome = '%s', rows_answered = %d where request_id = '%s'"
            .formatted(attempt, outcome, answered, id));
  }

  private static void request(
      String id,
      String jobId,
      String model,
      int indicators,
      String state,
      int tokensOut,
      int latencyMillis)
      throws SQLException {
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           tokens_estimated, tokens_out, latency_ms)
        values ('%s', now(), '%s', 'b', 'w', '%s', %d, 1, '%s', 1, %d, %d)
        """
            .formatted(id, jobId, model, indicators, state, tokensOut, latencyMillis));
  }
}
