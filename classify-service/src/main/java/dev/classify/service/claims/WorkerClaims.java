package dev.classify.service.claims;

import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.claims.Claimant;
import dev.classify.store.claims.ClaimedContents;
import dev.classify.store.claims.ContentClaims;
import dev.classify.store.claims.ContentResult;
import dev.classify.store.claims.ContentWaits;
import dev.classify.store.claims.HeldContent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// The claims of all batches of a worker, in PostgreSQL.
public final class WorkerClaims {

  /// Restate tries the step of a batch again within this time, also after a restart of the workers.
  private static final Duration RETRY_MAX = Duration.ofMinutes(4);

  private final ContentClaims claims;
  private final ContentWaits waits;
  private final ClaimWatch watch;

  private WorkerClaims(ContentClaims claims, ContentWaits waits) {
    this.claims = claims;
    this.waits = waits;
    this.watch = new ClaimWatch(waits::look, WorkerClock.system());
  }

  /// Those in this database.
  ///
  /// @param requestTimeout of a request to a model: a step may take this much longer than it may
  ///     wait
  public static WorkerClaims in(DataSource database, Duration requestTimeout) {
    Duration stepMax = StepTime.WAIT_MAX.plus(requestTimeout).plus(RETRY_MAX);
    return new WorkerClaims(
        new ContentClaims(database, stepMax), new ContentWaits(database, stepMax));
  }

  /// The claims of one step of a batch.
  public BatchClaims ofBatch(Claimant by, StepTime time) {
    return new BatchClaims() {
      @Override
      public ClaimedContents claim(List<String> contentHashes, boolean takeAbandoned)
          throws SQLException {
        return claims.claim(by, contentHashes, takeAbandoned);
      }

      @Override
      public void release(List<String> contentHashes) throws SQLException {
        claims.release(by, contentHashes);
      }

      @Override
      public void publish(Map<String, ContentResult> results) throws SQLException {
        claims.publish(by, results);
      }

      @Override
      public Optional<String> await(HeldContent held)
          throws StillWaiting, SQLException, InterruptedException {
        waits.begin(by, held);
        String holder = held.jobId().equals(by.jobId()) ? "another batch of the job" : held.jobId();
        return watch.await(
            by.batchKey(), holder + ", which is asking about the same contents", time);
      }
    };
  }
}
