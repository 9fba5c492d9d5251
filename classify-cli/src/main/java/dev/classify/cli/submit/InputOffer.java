package dev.classify.cli.submit;

import dev.classify.cli.input.InputSource;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import dev.classify.store.jobs.Job;
import java.util.Optional;

/// The second reading of an input: cuts its rows into batches and offers them.
final class InputOffer {

  private InputOffer() {}

  /// Offers every row.
  ///
  /// @return false if they are not the rows of the first reading
  static boolean all(InputSource input, Submission submission, InputScan scan)
      throws InterruptedException {
    RowDigest digest = new RowDigest();
    BatchCutter cutter = new BatchCutter();
    try (InputRows rows = input.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof InputRow.Good good) {
          digest.add(good.indicator());
          Optional<Batch> full = cutter.add(good.indicator());
          if (full.isPresent() && !submission.offer(full.get())) {
            return true;
          }
        }
      }
    }
    Optional<Batch> rest = cutter.rest();
    if (rest.isPresent()) {
      submission.offer(rest.get());
    }
    return digest.end().equals(scan.digest());
  }

  /// The first reading names the job and counts its rows; what the second one sent may be others.
  static CommandFailure changed(InputSource input, Job job) {
    return CommandFailure.failed(
        "%s changed while it was read, so %s holds rows of both states"
            .formatted(input.name(), job.id()),
        "run the same command again once nobody writes the input; rows that did not change are not"
            + " classified again");
  }
}
