package dev.classify.service.providerbatch;

import dev.classify.service.llm.BatchApi;
import dev.classify.service.llm.BatchApi.RemoteBatch;
import dev.classify.service.llm.BatchApiFailure;
import dev.classify.service.providerbatch.BatchRecords.Release;
import dev.classify.store.providerbatch.ProviderBatch;
import dev.classify.store.providerbatch.ProviderBatch.JobWish;
import dev.classify.store.providerbatch.ProviderBatch.State;
import dev.classify.store.providerbatch.ProviderBatches.LeaseLost;
import dev.classify.store.providerbatch.ProviderBatches.Observed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings a file from its state to the next. Each step may be repeated at any time: after a crash
/// another worker does it again.
final class FileWorkflow {

  /// After this time a try to create a batch has ended at the provider, whatever became of its
  /// answer, so that the batch is found if there is one.
  static final Duration CREATE_SETTLED = BatchApi.CREATE_TIMEOUT.plusSeconds(10);

  static final Duration LOOK_PAUSE_MIN = Duration.ofSeconds(1);
  static final Duration LOOK_PAUSE_MAX = Duration.ofSeconds(60);

  /// Before a job's wish is looked at again.
  private static final Duration WISH_PAUSE = Duration.ofSeconds(5);

  /// Queued tokens become free as other batches end.
  static final Duration QUEUE_PAUSE = Duration.ofSeconds(60);

  private static final String TOKEN_LIMIT = "token_limit_exceeded";
  private static final int FAULTS_SHOWN = 3;

  private final BatchApi api;
  private final BatchRecords records;
  private final LineFiles files;
  private final Harvest harvest;

  FileWorkflow(BatchApi api, BatchRecords records, LineFiles files, Harvest harvest) {
    this.api = api;
    this.records = records;
    this.files = files;
    this.harvest = harvest;
  }

  /// What follows from a step.
  ///
  /// @param pause before the next
  /// @param changed whether the file is in another state, or the provider says something new
  /// @param problem what keeps the file from its next state, for people; null where nothing does
  record Step(Duration pause, boolean changed, @Nullable String problem) {

    static final Step NEXT = new Step(Duration.ZERO, true, null);

    static Step waitFor(Duration pause) {
      return new Step(pause, false, null);
    }
  }

  /// Does the next step.
  Step advance(ProviderBatch batch) throws SQLException, LeaseLost, InterruptedException {
    try {
      return switch (batch.state()) {
        case ASSIGNED -> upload(batch);
        case UPLOADED -> create(batch);
        case RUNNING -> look(batch);
        case ENDED -> {
          harvest.store(batch);
          yield Step.NEXT;
        }
        case STORED -> cleanUp(batch);
        case DONE -> Step.NEXT;
      };
    } catch (BatchApiFailure failure) {
      return failed(batch, failure);
    } catch (IOException fault) {
      return new Step(pause(batch), false, "the file cannot be written: " + fault.getMessage());
    }
  }

  private Step failed(ProviderBatch batch, BatchApiFailure failure) throws SQLException, LeaseLost {
    boolean begun = batch.state() == State.ASSIGNED || batch.state() == State.UPLOADED;
    boolean never =
        failure.kind() == BatchApiFailure.Kind.NEVER || failure.kind() == BatchApiFailure.Kind.GONE;
    if (begun && never) {
      String reason = failure.problem();
      records.release(batch, new Release(reason, Duration.ZERO, false, "refused", reason));
      return Step.NEXT;
    }
    if (failure.kind() == BatchApiFailure.Kind.GONE && batch.isOverdue()) {
      return gone(batch, failure);
    }
    Duration pause = pause(batch);
    return new Step(
        failure.pause().compareTo(pause) > 0 ? failure.pause() : pause, false, failure.problem());
  }

  /// Somebody has deleted the batch or its answers, or the key is one of another account by now. It
  /// may come back as long as the provider has time, but no longer.
  private Step gone(ProviderBatch batch, BatchApiFailure failure) throws SQLException, LeaseLost {
    if (batch.state() == State.STORED) {
      records.done(batch);
      return Step.NEXT;
    }
    String reason =
        "provider batch %s or its answers are gone, and what it cost is not known: %s"
            .formatted(batch.providerId(), failure.problem());
    records.release(
        batch, new Release(true, reason, Duration.ZERO, batch.fallsBack(), "gone", null));
    return Step.NEXT;
  }

  /// Grows with every look that finds nothing new.
  private static Duration pause(ProviderBatch batch) {
    Duration grown = LOOK_PAUSE_MIN.multipliedBy(1L << Math.min(batch.looks() / 4, 10));
    return grown.compareTo(LOOK_PAUSE_MAX) < 0 ? grown : LOOK_PAUSE_MAX;
  }

  private Step upload(ProviderBatch batch)
      throws SQLException, LeaseLost, BatchApiFailure, IOException {
    switch (batch.job()) {
      case PAUSED -> {
        return Step.waitFor(WISH_PAUSE);
      }
      case STOPPED, CANCELLED -> {
        return giveBack(batch);
      }
      case RUNS -> {}
    }
    try (LineFiles.Written file = files.write(batch)) {
      if (file.lines() == 0) {
        return giveBack(batch);
      }
      records.uploaded(batch, api.upload(name(batch), file.path()));
    }
    return Step.NEXT;
  }

  /// The name of a file at the provider, by which one is found whose id was lost.
  static String name(ProviderBatch batch) {
    return "classify-" + batch.id() + ".jsonl";
  }

  private Step giveBack(ProviderBatch batch) throws SQLException, LeaseLost {
    records.release(
        batch, new Release("the job was stopped before", Duration.ZERO, false, null, null));
    return Step.NEXT;
  }

  /// A try whose result is lost may have created the batch. It is looked for before the next one.
  private Step create(ProviderBatch batch) throws SQLException, LeaseLost, BatchApiFailure {
    Duration begun = batch.createBegunAgo();
    if (begun != null) {
      if (begun.compareTo(CREATE_SETTLED) < 0) {
        return Step.waitFor(CREATE_SETTLED.minus(begun).plusMillis(100));
      }
      List<RemoteBatch> found = api.find(batch.id(), begun);
      if (!found.isEmpty()) {
        for (RemoteBatch twin : found.subList(0, found.size() - 1)) {
          api.cancel(twin.id());
        }
        records.observed(batch, State.RUNNING, observed(found.getLast()));
        return Step.NEXT;
      }
      records.notCreated(batch);
    }
    switch (batch.job()) {
      case PAUSED -> {
        return Step.waitFor(WISH_PAUSE);
      }
      case STOPPED, CANCELLED -> {
        return giveBack(batch);
      }
      case RUNS -> {}
    }
    records.createBegins(batch);
    String file = String.valueOf(batch.inputFile());
    try {
      RemoteBatch created = api.create(file, batch.id(), batch.jobId());
      records.observed(batch, State.RUNNING, observed(created));
      return Step.NEXT;
    } catch (BatchApiFailure failure) {
      if (failure.kind() != BatchApiFailure.Kind.UNSURE) {
        records.notCreated(batch);
      }
      throw failure;
    }
  }

  private Step look(ProviderBatch batch) throws SQLException, LeaseLost, BatchApiFailure {
    RemoteBatch remote = api.retrieve(String.valueOf(batch.providerId()));
    if (isRunning(remote) && batch.job() == JobWish.CANCELLED && !isCancelling(remote)) {
      remote = api.cancel(remote.id());
    }
    boolean changed = !remote.status().equals(batch.providerStatus());
    if (isRunning(remote)) {
      records.observed(batch, State.RUNNING, observed(remote));
      return new Step(changed ? LOOK_PAUSE_MIN : pause(batch), changed, null);
    }
    if (remote.status().equals("failed")) {
      return refused(batch, remote);
    }
    records.observed(batch, State.ENDED, observed(remote));
    return Step.NEXT;
  }

  private static boolean isCancelling(RemoteBatch remote) {
    return remote.status().equals("cancelling");
  }

  private static boolean isRunning(RemoteBatch remote) {
    return switch (remote.status()) {
      case "completed", "expired", "cancelled", "failed" -> false;
      default -> true;
    };
  }

  /// The provider has run no line.
  private Step refused(ProviderBatch batch, RemoteBatch remote) throws SQLException, LeaseLost {
    records.observed(batch, State.RUNNING, observed(remote));
    boolean full = remote.faults().stream().anyMatch(fault -> fault.code().equals(TOKEN_LIMIT));
    if (full && batch.lines() > 1) {
      records.release(
          batch,
          new Release(
              "the provider has no room in its queue", QUEUE_PAUSE, false, TOKEN_LIMIT, null));
      return Step.NEXT;
    }
    String stop = "the provider refuses the whole file of requests: " + faults(remote.faults());
    records.release(
        batch, new Release("the file was refused", Duration.ZERO, false, "refused", stop));
    return Step.NEXT;
  }

  private static String faults(List<BatchApi.Fault> faults) {
    String shown =
        faults.stream()
            .limit(FAULTS_SHOWN)
            .map(
                fault ->
                    (fault.line() == null ? "" : "line " + fault.line() + ": ")
                        + fault.message()
                        + (fault.code().isEmpty() ? "" : " (" + fault.code() + ")"))
            .collect(Collectors.joining("; "));
    int more = faults.size() - FAULTS_SHOWN;
    return shown.isEmpty()
        ? "it gives no reason"
        : more > 0 ? shown + "; " + more + " more" : shown;
  }

  /// Deletes the files at the provider, and those of tries whose id was lost.
  private Step cleanUp(ProviderBatch batch) throws SQLException, LeaseLost, BatchApiFailure {
    for (String file : api.filesNamed(name(batch))) {
      api.delete(file);
    }
    for (@Nullable String file : new String[] {batch.outputFile(), batch.errorFile()}) {
      if (file != null) {
        api.delete(file);
      }
    }
    records.done(batch);
    return Step.NEXT;
  }

  private static Observed observed(RemoteBatch remote) {
    return new Observed(
        remote.id(),
        remote.status(),
        remote.answered(),
        remote.failed(),
        remote.inProgressAt(),
        remote.expiresAt(),
        remote.outputFile(),
        remote.errorFile());
  }
}
