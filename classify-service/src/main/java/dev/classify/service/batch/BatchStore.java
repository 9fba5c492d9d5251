package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.outcome.AnswerVersion;
import dev.classify.store.jobs.Tally;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.Provenance;
import dev.restate.sdk.common.TerminalException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores a batch in a step, and makes the result of the batch from it.
final class BatchStore {

  /// Keys of the batch that the tables refuse, since a refused row becomes a rejection: SQL states
  /// of the classes 22 and 23. Retrying does not help.
  private static final Pattern NEVER_STORABLE = Pattern.compile("2[23].*");

  private static final Logger LOG = LoggerFactory.getLogger(BatchStore.class);

  private final String worker;
  private final OutcomeStore outcomes;

  BatchStore(String worker, OutcomeStore outcomes) {
    this.worker = worker;
    this.outcomes = outcomes;
  }

  /// Stores the outcomes of a batch, and writes a line to the log.
  ///
  /// @param invocationId of the batch in Restate
  /// @param stop why the rows without an outcome have none; null where all have one
  /// @throws SQLException where the database is down
  BatchResult store(
      String invocationId,
      BatchRequest request,
      AnswerVersion answers,
      List<IndicatorOutcome> ended,
      @Nullable String stop)
      throws SQLException {
    Provenance by =
        new Provenance(
            request.jobId(),
            request.generation(),
            request.forced(),
            request.round(),
            request.ordinal(),
            request.batchKey(),
            request.runId(),
            worker,
            answers,
            request.answerSettings().minConfidence(),
            request.node());
    try {
      BatchResult result = answer(request, outcomes.store(by, ended), stop);
      log(invocationId, request, result);
      return result;
    } catch (SQLException fault) {
      if (NEVER_STORABLE.matcher(String.valueOf(fault.getSQLState())).matches()) {
        throw new TerminalException("not storable: " + fault.getMessage());
      }
      throw fault;
    }
  }

  /// Inside a step, so that a replay does not write it again.
  private static void log(String invocationId, BatchRequest request, BatchResult result) {
    LOG.info(
        "job={} batch={} invocation={} stored ordinal={} classified={} unchanged={} rejected={}"
            + " undone={}",
        request.jobId(),
        request.batchKey(),
        invocationId,
        request.ordinal(),
        result.classified(),
        result.unchanged(),
        result.rejected(),
        result.undone());
  }

  /// The result of a stored batch.
  BatchResult answer(BatchRequest request, OutcomeStore.StoredBatch stored, @Nullable String stop) {
    Tally tally = stored.tally();
    return new BatchResult(
        stored.runId(),
        worker,
        tally.classified(),
        tally.unchanged(),
        tally.rejected(),
        request.indicators().size() - tally.rows(),
        stop);
  }
}
