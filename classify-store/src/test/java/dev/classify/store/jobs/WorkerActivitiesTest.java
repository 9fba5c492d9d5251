package dev.classify.store.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.classify.store.TestDatabase;
import dev.classify.store.attempts.DatabaseAttempts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerActivitiesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void workerIsSeenByWhatItHoldsAndByWhatItHasStored() throws SQLException {
    new DatabaseAttempts(DATABASE.dataSource(), "holds", "process").begin("batch-1");
    stored("stores", "30 seconds", 40);
    stored("stores", "2 hours", 50);
    stored("left", "2 days", 50);

    assertThat(new WorkerActivities(DATABASE.dataSource()).all())
        .extracting(
            WorkerActivities.Activity::worker,
            WorkerActivities.Activity::batchesBegun,
            WorkerActivities.Activity::rowsLastMinute)
        .containsExactly(tuple("holds", 1L, 0L), tuple("stores", 0L, 40L));
  }

  private static void stored(String worker, String ago, int rows) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into job_batches (batch_key, job_id, generation, round, ordinal, run_id, worker,
                                   classified, unchanged, rejected, completed_at)
          values ('%1$s %2$s', 'job', 1, 0, 0, 'run', '%1$s', %3$d, 0, 0, now() - interval '%2$s')
          """
              .formatted(worker, ago, rows));
    }
  }
}
