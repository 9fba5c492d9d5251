package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.store.jobs.JobSecrets;
import dev.restate.sdk.common.TerminalException;
import java.sql.SQLException;
import java.util.Optional;

/// Refuses batches that no command of ours has sent, and those of jobs that have ended.
///
/// @param secrets of the jobs
public record JobAdmission(JobSecrets secrets) {

  static final int FORBIDDEN = 403;

  /// To be called in the first step of a batch, whose end the journal keeps: on every replay the
  /// batch is refused, or not, as at its start. Batches that had begun under an older build, whose
  /// journals hold that step, continue.
  ///
  /// @throws TerminalException where the batch is refused
  void require(BatchRequest request) throws SQLException {
    Optional<String> refusal = secrets.refusal(request.jobId(), request.jobSecret());
    if (refusal.isPresent()) {
      throw new TerminalException(FORBIDDEN, "this batch is refused: " + refusal.get());
    }
  }
}
