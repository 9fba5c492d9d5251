package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// The state of one job in the tables.
///
/// @param rows the number of rows in its input
record StoredJob(EmbeddedStack stack, String id, int rows) {

  void awaitStored(long stored) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> stored() >= stored);
  }

  long stored() throws SQLException, IOException {
    return stack.number(
        "select coalesce(sum(classified), 0) from job_batches where job_id = '" + id + "'");
  }

  void assertEveryRowStoredOnce() throws SQLException, IOException {
    assertThat(stored()).isEqualTo(rows);
    assertThat(stack.number("select count(*) from classifications where job_id = '" + id + "'"))
        .isEqualTo(rows);
    assertThat(
            stack.number(
                "select count(*) from classification_attempts where job_id = '" + id + "'"))
        .isEqualTo(rows);
    assertThat(
            stack.number(
                "select count(*) from jobs where state = 'complete' and job_id = '" + id + "'"))
        .isOne();
  }
}
