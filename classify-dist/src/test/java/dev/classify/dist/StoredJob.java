package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// The state of one job in the tables.
///
/// @param rows the number of rows in its input
record StoredJob(DatabaseQueries tables, String id, int rows) {

  StoredJob(EmbeddedStack stack, String id, int rows) throws IOException {
    this(stack.tables(), id, rows);
  }

  void awaitStored(long stored) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> stored() >= stored);
  }

  long stored() throws SQLException {
    return tables.stored(id);
  }

  void assertEveryRowStoredOnce() throws SQLException {
    assertThat(stored()).isEqualTo(rows);
    assertThat(tables.rows("classifications", id)).isEqualTo(rows);
    assertThat(tables.rows("classification_attempts", id)).isEqualTo(rows);
    assertThat(
            tables.number(
                "select count(*) from jobs where state = 'complete' and job_id = '" + id + "'"))
        .isOne();
  }
}
