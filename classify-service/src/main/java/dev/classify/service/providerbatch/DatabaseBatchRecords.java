package dev.classify.service.providerbatch;

import dev.classify.store.providerbatch.LineAssignment;
import dev.classify.store.providerbatch.LineResult;
import dev.classify.store.providerbatch.LineResults;
import dev.classify.store.providerbatch.ProviderBatch;
import dev.classify.store.providerbatch.ProviderBatches;
import dev.classify.store.providerbatch.ProviderBatches.LeaseLost;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The records in PostgreSQL, as one process of a worker writes them.
///
/// @param owner the process
record DatabaseBatchRecords(
    String worker,
    String owner,
    ProviderBatches batches,
    LineAssignment assignment,
    LineResults results)
    implements BatchRecords {

  /// Those of this process.
  DatabaseBatchRecords(
      String worker, ProviderBatches batches, LineAssignment assignment, LineResults results) {
    this(worker, worker + "#" + UUID.randomUUID(), batches, assignment, results);
  }

  @Override
  public void freeLeases() throws SQLException {
    batches.freeLeases(worker);
  }

  @Override
  public int assign(String id, String budgetKey) throws SQLException {
    return assignment.assign(id, budgetKey, worker);
  }

  @Override
  public Optional<ProviderBatch> lease(Collection<String> budgetKeys) throws SQLException {
    return batches.lease(budgetKeys, owner);
  }

  @Override
  public void renew(ProviderBatch batch) throws SQLException, LeaseLost {
    batches.renew(batch, owner);
  }

  @Override
  public void giveBack(
      ProviderBatch batch, Duration nextLook, boolean changed, @Nullable String problem)
      throws SQLException, LeaseLost {
    batches.giveBack(batch, owner, nextLook, changed, problem);
  }

  @Override
  public void uploaded(ProviderBatch batch, String fileId) throws SQLException, LeaseLost {
    batches.uploaded(batch, owner, fileId);
  }

  @Override
  public void createBegins(ProviderBatch batch) throws SQLException, LeaseLost {
    batches.createBegins(batch, owner);
  }

  @Override
  public void notCreated(ProviderBatch batch) throws SQLException, LeaseLost {
    batches.notCreated(batch, owner);
  }

  @Override
  public void observed(
      ProviderBatch batch, ProviderBatch.State state, ProviderBatches.Observed observed)
      throws SQLException, LeaseLost {
    batches.observed(batch, owner, state, observed);
  }

  @Override
  public void done(ProviderBatch batch) throws SQLException, LeaseLost {
    batches.done(batch, owner);
  }

  @Override
  public void read(ProviderBatch batch, BiConsumer<String, String> line) throws SQLException {
    results.read(batch, line);
  }

  @Override
  public Map<String, LineResults.Asked> asked(ProviderBatch batch, Collection<String> requestIds)
      throws SQLException {
    return results.asked(batch, requestIds);
  }

  @Override
  public int remaining(ProviderBatch batch) throws SQLException {
    return results.remaining(batch);
  }

  @Override
  public void close(ProviderBatch batch, List<LineResult> closed, @Nullable String stopReason)
      throws SQLException, LeaseLost {
    results.close(batch, owner, closed, stopReason);
  }

  @Override
  public void release(ProviderBatch batch, Release release) throws SQLException, LeaseLost {
    results.release(
        batch,
        owner,
        release.lost(),
        release.reason(),
        release.pause(),
        release.sendLive(),
        release.refusal(),
        release.stopReason());
  }
}
