package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Has rejected rows asked about again.
///
/// The runner sends rows of an uploaded file again, and the command of a job those of other
/// inputs. A run sends rows that have neither an answer nor a rejection; so the rejections are
/// withdrawn. What was rejected stays in `classification_attempts`.
public final class JobRetry {

  private final Statements statements;

  public JobRetry(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Withdraws the rejections of a job, but those of people.
  ///
  /// @param stage only of this stage; null for any
  /// @param reason only for exactly this reason; null for any
  /// @return how many
  public int withdraw(Job job, @Nullable String stage, @Nullable String reason)
      throws SQLException {
    return statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from rejections
                     where job_id = :jobId and stage <> 'review'
                       and (:stage::text is null or stage = :stage)
                       and (:reason::text is null or reason = :reason)
                    """)
                .bind("jobId", job.id())
                .bind("stage", stage)
                .bind("reason", reason)
                .execute());
  }
}
