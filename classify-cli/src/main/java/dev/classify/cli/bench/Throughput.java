package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.AnswerSettings;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.input.InputOptions;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.jobs.TrialJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Times whole runs on a stack, from the first byte read to the last answer stored.
public final class Throughput implements AutoCloseable {

  private static final int CONNECTIONS_MAX = 4;
  private static final int BATCHES_IN_FLIGHT = 32;

  private final LocalStack stack;
  private final Path folder;
  private final HikariDataSource database;
  private final IngressNodes nodes;
  private final MemorySampler memory;

  /// Begins to watch the memory of the stack.
  ///
  /// @param folder for the inputs that are made
  public Throughput(LocalStack stack, Path folder) {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database address = addresses.database();
    this.stack = stack;
    this.folder = folder;
    this.database =
        Database.open(
            new DatabaseSettings(address.url(), address.user(), address.password()),
            CONNECTIONS_MAX);
    this.nodes = new IngressNodes(IngressSettings.of(addresses.ingresses(), addresses.admins()));
    this.memory = new MemorySampler(stack);
  }

  /// Classifies so many rows that the stack has never seen.
  ///
  /// @param run number of the run, part of the ids
  /// @throws IllegalStateException if a row was not classified, because the figure would be wrong
  public double rowsPerSecond(Path file, int rows, int run)
      throws IOException, SQLException, InterruptedException {
    return rowsPerSecond(file, rows, run, null);
  }

  /// The same as a trial, whose rows are not in the log of events.
  public double unloggedRowsPerSecond(Path file, int rows, int run)
      throws IOException, SQLException, InterruptedException {
    return rowsPerSecond(file, rows, run, TrialJobs.VERIFY_PREFIX + "bench-" + run);
  }

  private double rowsPerSecond(Path file, int rows, int run, @Nullable String jobId)
      throws IOException, SQLException, InterruptedException {
    Path input = folder.resolve("run" + run + ".jsonl");
    RepeatedInput.write(InputSource.file(file, InputOptions.NONE), rows, run, input);
    RunSettings settings =
        RunSettings.answeredBy(AnswerSettings.BY_RULES)
            .jobId(jobId)
            .inFlightMax(BATCHES_IN_FLIGHT)
            .build();
    try (InputSource made = InputSource.file(input, InputOptions.NONE)) {
      long startedAt = System.nanoTime();
      RunSummary summary = JobRun.on(database, nodes).run(made, settings).orElseThrow();
      double seconds = (System.nanoTime() - startedAt) / 1e9;
      if (summary.counts().classified() != rows) {
        throw new IllegalStateException(
            "%d of %d rows were classified".formatted(summary.counts().classified(), rows));
      }
      return rows / seconds;
    } finally {
      Files.delete(input);
    }
  }

  /// The same while people look at the page.
  public double watchedRowsPerSecond(Path file, int rows, int run)
      throws IOException, SQLException, InterruptedException {
    try (PageReaders _ = PageReaders.of(stack, database)) {
      return rowsPerSecond(file, rows, run);
    }
  }

  /// The largest sum of resident sizes so far, of the stack and of this process.
  public long peakBytes() {
    return memory.peakBytes();
  }

  @Override
  public void close() {
    memory.close();
    nodes.close();
    database.close();
  }
}
