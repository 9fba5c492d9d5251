package dev.classify.cli.cluster.verify;

import dev.classify.api.AnswerSettings;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.store.jobs.TrialJobs;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/// A job of made-up rows that runs like any other. Closing it removes what it stored.
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

  /// A run in progress.
  record Running(Future<RunSummary> end) {

    /// Waits for its end and returns the result.
    ///
    /// @throws IOException if it does not finish, with the reason
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

  /// Submits the rows with a limited number of batches in flight.
  Running start(IngressSettings nodes, int inFlightMax, RunWatcher watcher) {
    return new Running(thread.submit(() -> run(nodes, inFlightMax, watcher)));
  }

  TrialJobs.StoredRows stored() throws SQLException {
    return trials.stored(id);
  }

  private RunSummary run(IngressSettings settings, int inFlightMax, RunWatcher watcher)
      throws SQLException, InterruptedException {
    RunSettings run =
        RunSettings.answeredBy(AnswerSettings.BY_RULES).jobId(id).inFlightMax(inFlightMax).build();
    try (IngressNodes nodes = new IngressNodes(settings);
        InputSource input = InputSource.of("rows", indicators())) {
      return JobRun.on(database, nodes).watchedBy(watcher).run(input, run).orElseThrow();
    }
  }

  private List<Indicator> indicators() {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(
            row ->
                Indicator.of(
                    id + "." + row, "Unemployment rate, region " + row, "percent", "monthly"))
        .toList();
  }

  /// A batch that is still in flight is stored after this; a later check removes it.
  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    trials.remove(id);
  }
}
