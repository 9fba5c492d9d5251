package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.AnswerSettings;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputOptions;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.process.TemporaryFolder;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.DatabaseSize;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Measures one long run part by part: speed, memory, processor time and disk of each.
public final class GrowthTrial {

  private static final int CONNECTIONS_MAX = 4;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final long MEMORY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long STALLED_NANOS = Duration.ofMinutes(5).toNanos();

  private final LocalStack stack;
  private final Consumer<GrowthPart> console;

  /// Measures on a stack.
  ///
  /// @param console is told of each part when it ends
  public GrowthTrial(LocalStack stack, Consumer<GrowthPart> console) {
    this.stack = stack;
    this.console = console;
  }

  private record Mark(
      long atNanos,
      long rows,
      StackUse use,
      long databaseBytes,
      long logBytes,
      long journalBytes) {}

  /// Classifies rows that each have an id and a name of their own.
  ///
  /// @param templates file of rows that are repeated
  /// @param partRows rows of a part
  public GrowthMeasurement run(Path templates, int rows, int partRows, AnswerSettings answering)
      throws IOException, SQLException, InterruptedException {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database address = addresses.database();
    try (TemporaryFolder folder = TemporaryFolder.create("classify-bench-inputs");
        HikariDataSource database =
            Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password()),
                CONNECTIONS_MAX);
        IngressNodes nodes =
            new IngressNodes(IngressSettings.of(addresses.ingresses(), addresses.admins()))) {
      Path file = folder.path().resolve("rows.jsonl");
      RepeatedInput.writeDistinct(InputSource.file(templates, InputOptions.NONE), rows, file);
      DatabaseSize size = new DatabaseSize(database);
      try (InputSource input = InputSource.file(file, InputOptions.NONE);
          LiveRun run =
              new LiveRun(
                  JobRun.on(database, nodes), input, RunSettings.answeredBy(answering).build())) {
        return measure(run, size, rows, partRows);
      }
    }
  }

  private GrowthMeasurement measure(LiveRun run, DatabaseSize size, int rows, int partRows)
      throws IOException, SQLException, InterruptedException {
    List<GrowthPart> parts = new ArrayList<>();
    while (run.done() == 0 && !run.ended()) {
      Thread.sleep(LOOK);
    }
    Mark begin = mark(size, run.done());
    for (long end = partRows; begin.rows() < rows && hasMore(run, begin.rows()); end += partRows) {
      Map<String, Long> peaks = awaitRows(run, Math.min(end, rows));
      Mark now = mark(size, run.done());
      if (now.rows() > begin.rows()) {
        parts.add(part(begin, now, peaks));
        console.accept(parts.getLast());
      }
      begin = now;
    }
    LiveRun.Outcome outcome = run.awaitEnd(Duration.ofMinutes(1));
    if (!outcome.problem().isEmpty()) {
      throw new IllegalStateException(outcome.problem());
    }
    if (parts.size() < 2) {
      throw CommandFailure.failed(
          "the run of %d rows was over before there was a second part".formatted(rows),
          "measure more rows: --rows");
    }
    return new GrowthMeasurement(parts, rows - outcome.classified() - outcome.rejected());
  }

  /// Whether rows are left to measure: the run may end while those before them are measured.
  private static boolean hasMore(LiveRun run, long measured) {
    return !run.ended() || run.done() > measured;
  }

  /// Waits until so many rows are done, or the run has ended.
  ///
  /// @return the most memory of each program meanwhile
  private Map<String, Long> awaitRows(LiveRun run, long rows)
      throws IOException, InterruptedException {
    Map<String, Long> peaks = new HashMap<>();
    long lookAtMemory = System.nanoTime();
    long doneBefore = -1;
    long progressAt = System.nanoTime();
    while (run.done() < rows && !run.ended()) {
      if (run.done() > doneBefore) {
        doneBefore = run.done();
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > STALLED_NANOS) {
        throw new IllegalStateException(
            "no row was stored for %d minutes, after %d rows"
                .formatted(Duration.ofNanos(STALLED_NANOS).toMinutes(), doneBefore));
      }
      if (System.nanoTime() - lookAtMemory >= 0) {
        notePeaks(peaks);
        lookAtMemory = System.nanoTime() + MEMORY_NANOS;
      }
      Thread.sleep(LOOK);
    }
    notePeaks(peaks);
    return peaks;
  }

  private void notePeaks(Map<String, Long> peaks) throws IOException {
    StackUse.read(stack)
        .byProgram()
        .forEach((program, use) -> peaks.merge(program, use.residentBytes(), Math::max));
  }

  private Mark mark(DatabaseSize size, long rows) throws IOException, SQLException {
    return new Mark(
        System.nanoTime(),
        rows,
        StackUse.read(stack),
        size.bytes(),
        size.writeAheadLogBytes(),
        FolderSizes.bytes(stack.nodeFolders()));
  }

  private static GrowthPart part(Mark begin, Mark end, Map<String, Long> peaks) {
    Map<String, Double> cpu = new TreeMap<>();
    end.use()
        .byProgram()
        .forEach(
            (program, use) ->
                cpu.put(
                    program,
                    use.processorTime().minus(begin.use().of(program).processorTime()).toNanos()
                        / 1e6));
    return new GrowthPart(
        begin.rows(),
        end.rows() - begin.rows(),
        (end.atNanos() - begin.atNanos()) / 1e9,
        cpu,
        peaks,
        end.databaseBytes() - begin.databaseBytes(),
        end.logBytes() - begin.logBytes(),
        end.journalBytes());
  }
}
