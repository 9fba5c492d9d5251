package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.api.AnswerSettings;
import dev.classify.cli.input.InputOptions;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorField;
import dev.classify.local.process.Folder;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.TrialJobs;
import dev.classify.store.ledger.Ledger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/// A job of made-up rows, run as any other is; closing it removes what it stored.
final class TrialJob implements AutoCloseable {

  private final String id = TrialJobs.VERIFY_PREFIX + UUID.randomUUID();
  private final int rows;
  private final DataSource database;
  private final TrialJobs trials;
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

  TrialJob(int rows, DataSource database) {
    this.rows = rows;
    this.database = database;
    this.trials = new TrialJobs(database);
  }

  /// A run that is under way.
  record Running(Future<RunSummary> end) {

    /// What it came to.
    ///
    /// @throws IOException where it does not come to its end, with the reason
    RunSummary await(Duration patience) throws IOException, SQLException, InterruptedException {
      try {
        return end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException silent) {
        end.cancel(true);
        throw new IOException("the job is not done after " + patience.toSeconds() + " s", silent);
      } catch (ExecutionException fault) {
        switch (fault.getCause()) {
          case SQLException away -> throw away;
          case CommandFailure nobody ->
              throw new IOException("no worker answers: " + nobody.getMessage(), nobody);
          case null, default -> throw new IOException(String.valueOf(fault.getCause()), fault);
        }
      }
    }
  }

  String id() {
    return id;
  }

  /// Hands the rows over, so many batches at a time.
  Running start(IngressSettings nodes, int inFlightMax, RunWatcher watcher) {
    return new Running(thread.submit(() -> run(nodes, inFlightMax, watcher)));
  }

  TrialJobs.StoredRows stored() throws SQLException {
    return trials.stored(id);
  }

  private RunSummary run(IngressSettings settings, int inFlightMax, RunWatcher watcher)
      throws IOException, SQLException, InterruptedException {
    Path folder = Files.createTempDirectory("classify-verify");
    try (IngressNodes nodes = new IngressNodes(settings);
        InputSource input = InputSource.file(write(folder), InputOptions.NONE);
        RejectFile rejects = new RejectFile(folder.resolve("rejects.csv"))) {
      RunSettings wish = new RunSettings(id, false, false, inFlightMax, AnswerSettings.BY_RULES, 0);
      return new JobRun(
              nodes, new Jobs(database), new JobProgress(database), new Ledger(database), watcher)
          .run(input, rejects, wish)
          .orElseThrow();
    } finally {
      Folder.delete(folder);
    }
  }

  private Path write(Path folder) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int row = 1; row <= rows; row++) {
        lines.write(
            JsonNodeFactory.instance
                .objectNode()
                .put(IndicatorField.INDICATOR_ID.column(), id + "." + row)
                .put(IndicatorField.NAME.column(), "Unemployment rate, region " + row)
                .put(IndicatorField.UNITS.column(), "percent")
                .put(IndicatorField.PERIODICITY.column(), "monthly")
                .toString());
        lines.newLine();
      }
    }
    return file;
  }

  /// What a batch stores that is still under way is removed by a later check.
  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    trials.remove(id);
  }
}
