package dev.classify.service.providerbatch;

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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a worker process writes to the database about files and their lines.
///
/// Every method throws [SQLException] where the database is down, and may be called again then.
/// Changes of a file throw [LeaseLost] where another worker handles it by now.
interface BatchRecords {

  /// Ends the leases of earlier processes of this worker.
  void freeLeases() throws SQLException;

  /// Makes a file of open lines; see [dev.classify.store.providerbatch.LineAssignment#assign].
  int assign(String id, String budgetKey) throws SQLException;

  /// Takes a file that has to be looked at.
  Optional<ProviderBatch> lease(Collection<String> budgetKeys) throws SQLException;

  void renew(ProviderBatch batch) throws SQLException, LeaseLost;

  /// See [ProviderBatches#giveBack].
  void giveBack(ProviderBatch batch, Duration nextLook, boolean changed, @Nullable String problem)
      throws SQLException, LeaseLost;

  void uploaded(ProviderBatch batch, String fileId) throws SQLException, LeaseLost;

  void createBegins(ProviderBatch batch) throws SQLException, LeaseLost;

  void notCreated(ProviderBatch batch) throws SQLException, LeaseLost;

  void observed(ProviderBatch batch, ProviderBatch.State state, ProviderBatches.Observed observed)
      throws SQLException, LeaseLost;

  void done(ProviderBatch batch) throws SQLException, LeaseLost;

  /// Reads every line of a file; see [LineResults#read].
  void read(ProviderBatch batch, BiConsumer<String, String> line) throws SQLException;

  Map<String, LineResults.Asked> asked(ProviderBatch batch, Collection<String> requestIds)
      throws SQLException;

  /// How many lines of a file have no result yet.
  int remaining(ProviderBatch batch) throws SQLException;

  /// See [LineResults#close].
  void close(ProviderBatch batch, List<LineResult> results, @Nullable String stopReason)
      throws SQLException, LeaseLost;

  /// See [LineResults#release].
  void release(ProviderBatch batch, Release release) throws SQLException, LeaseLost;

  /// How the lines without a result are given back.
  ///
  /// @param lost whether their results will never be known; otherwise the provider has not run them
  /// @param reason for people
  /// @param pause before they may be in a file again
  /// @param sendLive whether they are sent as requests of their own
  /// @param refusal why the provider took none of them; null where it took some
  /// @param stopReason why the job has to stop; null where it can continue
  record Release(
      boolean lost,
      String reason,
      Duration pause,
      boolean sendLive,
      @Nullable String refusal,
      @Nullable String stopReason) {

    /// Of lines that the provider has not run.
    Release(
        String reason,
        Duration pause,
        boolean sendLive,
        @Nullable String refusal,
        @Nullable String stopReason) {
      this(false, reason, pause, sendLive, refusal, stopReason);
    }
  }
}
