package dev.classify.store.providerbatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A file of requests and how far it is, as the worker reads it that handles it.
///
/// @param id ours, in the metadata at the provider
/// @param budgetKey account and model
/// @param lines that it was written with
/// @param inputFile id of the file at the provider; null until it is uploaded
/// @param outputFile id of the file of answers; null where there is none
/// @param errorFile id of the file of failures; null where there is none
/// @param createBegunMillis how long ago the last try to create the batch began whose result is not
///     known; null where there is none
/// @param overdueMillis how long ago the provider should have ended the batch; negative before
/// @param providerId null until the batch is created
/// @param providerStatus as the provider said last; null until the batch is created
/// @param refusal why it brought no answers at all; null where it did
/// @param looks how often it was looked at without a change
/// @param job what its job wants
/// @param fallsBack whether lines that the provider has not run are sent as requests of their own
/// @param repairsLive whether lines that failed are
public record ProviderBatch(
    String id,
    String jobId,
    String budgetKey,
    String model,
    State state,
    int lines,
    @Nullable String inputFile,
    @Nullable String outputFile,
    @Nullable String errorFile,
    @Nullable Long createBegunMillis,
    long overdueMillis,
    @Nullable String providerId,
    @Nullable String providerStatus,
    @Nullable String refusal,
    int looks,
    JobWish job,
    boolean fallsBack,
    boolean repairsLive) {

  /// How long ago the try to create it began; null where there is none without a result.
  public @Nullable Duration createBegunAgo() {
    return createBegunMillis == null ? null : Duration.ofMillis(createBegunMillis);
  }

  /// Whether nothing can be expected of the provider any longer.
  public boolean isOverdue() {
    return overdueMillis >= 0;
  }

  public enum State {
    /// Its lines are in the ledger.
    ASSIGNED,
    /// The provider has the file.
    UPLOADED,
    /// The provider has the batch.
    RUNNING,
    /// The provider has ended it; the answers are to be stored.
    ENDED,
    /// The answers are stored; the files at the provider are to be deleted.
    STORED,
    DONE
  }

  /// What the job of a batch wants.
  public enum JobWish {
    RUNS,
    /// No new file.
    PAUSED,
    /// No new file; what is running is stored.
    STOPPED,
    /// The provider cancels what is running.
    CANCELLED
  }
}
