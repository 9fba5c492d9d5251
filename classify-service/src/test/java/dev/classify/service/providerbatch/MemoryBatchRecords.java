package dev.classify.service.providerbatch;

import dev.classify.service.llm.LlmRequest;
import dev.classify.service.providerbatch.ScriptedBatchApi.Killed;
import dev.classify.service.providerbatch.ScriptedBatchApi.When;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.providerbatch.LineResult;
import dev.classify.store.providerbatch.LineResults;
import dev.classify.store.providerbatch.ProviderBatch;
import dev.classify.store.providerbatch.ProviderBatch.JobWish;
import dev.classify.store.providerbatch.ProviderBatch.State;
import dev.classify.store.providerbatch.ProviderBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The records of one job in memory, with files that are made of all open lines.
final class MemoryBatchRecords implements BatchRecords {

  static final String BUDGET = "account/" + TestModel.NAME;

  /// A line without a reply.
  ///
  /// @param file null while it is open
  private record Line(LlmRequest request, @Nullable String file, int failures) {}

  final Map<String, LineResult> replies = new TreeMap<>();

  /// Every row of the ledger: `id file outcome`, without an outcome while it is sent.
  final List<String> ledger = new ArrayList<>();

  final List<String> sentLive = new ArrayList<>();
  final Map<String, ProviderBatch> files = new LinkedHashMap<>();
  final Map<String, @Nullable String> refusals = new HashMap<>();
  JobWish job = JobWish.RUNS;
  boolean fallsBack;
  boolean repairsLive;
  @Nullable String stopReason;
  @Nullable String problem;
  Duration lastPause = Duration.ZERO;

  /// The change that kills the worker, from 1; 0 for none.
  int killedAt;

  When killed = When.BEFORE;
  int changes;

  /// How many results each call brought that stored some.
  final List<Integer> stored = new ArrayList<>();

  private final Map<String, Line> lines = new TreeMap<>();
  private @Nullable Long createBegunMillis;

  /// Since the first file was made.
  private Duration passed = Duration.ZERO;

  /// Why requests were closed without a result.
  final List<String> releases = new ArrayList<>();

  void file(String... ids) {
    for (String id : ids) {
      lines.put(id, new Line(TestModel.request(id), null, 0));
    }
  }

  int open() {
    return (int) lines.values().stream().filter(line -> line.file() == null).count();
  }

  /// Lets time pass.
  void pass(Duration time) {
    passed = passed.plus(time);
    if (createBegunMillis != null) {
      createBegunMillis += time.toMillis();
    }
  }

  private void change(Runnable change) {
    changes++;
    boolean dies = changes == killedAt;
    if (dies && killed == When.BEFORE) {
      throw new Killed();
    }
    change.run();
    if (dies) {
      throw new Killed();
    }
  }

  @Override
  public void freeLeases() {}

  @Override
  public int assign(String id, String budgetKey) {
    int open = open();
    if (open > 0 && job == JobWish.RUNS) {
      change(
          () -> {
            lines.replaceAll(
                (request, line) -> {
                  if (line.file() != null) {
                    return line;
                  }
                  ledger.add(request + " " + id);
                  return new Line(line.request(), id, line.failures());
                });
            files.put(
                id,
                new ProviderBatch(
                    id,
                    "job",
                    BUDGET,
                    TestModel.NAME,
                    State.ASSIGNED,
                    open,
                    null,
                    null,
                    null,
                    null,
                    overdueMillis(),
                    null,
                    null,
                    null,
                    0,
                    job,
                    fallsBack,
                    repairsLive));
          });
      return open;
    }
    return 0;
  }

  @Override
  public Optional<ProviderBatch> lease(Collection<String> budgetKeys) {
    return files.values().stream()
        .filter(file -> file.state() != State.DONE)
        .findFirst()
        .map(file -> with(file, file.state(), file.inputFile(), null));
  }

  @Override
  public void renew(ProviderBatch batch) {}

  @Override
  public void giveBack(
      ProviderBatch batch, Duration nextLook, boolean changed, @Nullable String newProblem) {
    problem = newProblem;
    lastPause = nextLook;
  }

  @Override
  public void uploaded(ProviderBatch batch, String fileId) {
    change(() -> files.put(batch.id(), with(batch, State.UPLOADED, fileId, null)));
  }

  @Override
  public void createBegins(ProviderBatch batch) {
    change(() -> createBegunMillis = 0L);
  }

  @Override
  public void notCreated(ProviderBatch batch) {
    change(() -> createBegunMillis = null);
  }

  @Override
  public void observed(ProviderBatch batch, State state, ProviderBatches.Observed observed) {
    change(
        () -> {
          createBegunMillis = null;
          files.put(batch.id(), with(batch, state, batch.inputFile(), observed));
        });
  }

  @Override
  public void done(ProviderBatch batch) {
    change(() -> files.put(batch.id(), with(batch, State.DONE, batch.inputFile(), null)));
  }

  private ProviderBatch with(
      ProviderBatch batch,
      State state,
      @Nullable String input,
      ProviderBatches.@Nullable Observed seen) {
    return new ProviderBatch(
        batch.id(),
        batch.jobId(),
        batch.budgetKey(),
        batch.model(),
        state,
        batch.lines(),
        input,
        seen == null ? batch.outputFile() : seen.outputFile(),
        seen == null ? batch.errorFile() : seen.errorFile(),
        createBegunMillis,
        overdueMillis(),
        seen == null ? batch.providerId() : seen.providerId(),
        seen == null ? batch.providerStatus() : seen.providerStatus(),
        batch.refusal(),
        batch.looks(),
        job,
        fallsBack,
        repairsLive);
  }

  private long overdueMillis() {
    return passed.minusHours(26).toMillis();
  }

  @Override
  public void read(ProviderBatch batch, BiConsumer<String, String> reader) {
    lines.forEach(
        (id, line) -> {
          if (batch.id().equals(line.file())) {
            reader.accept(id, LineFiles.write(line.request()));
          }
        });
  }

  @Override
  public Map<String, LineResults.Asked> asked(ProviderBatch batch, Collection<String> ids) {
    Map<String, LineResults.Asked> asked = new TreeMap<>();
    for (String id : ids) {
      Line line = lines.get(id);
      if (line != null && batch.id().equals(line.file())) {
        asked.put(
            id, new LineResults.Asked(LineFiles.write(line.request()), row(id), line.failures()));
      }
    }
    return asked;
  }

  private static LedgerRequest row(String id) {
    return new LedgerRequest(
        id,
        Instant.ofEpochSecond(1_795_000_000),
        "job",
        "rows",
        BUDGET,
        "",
        TestModel.NAME,
        "batch",
        1,
        1,
        100,
        null,
        Duration.ofMinutes(15));
  }

  @Override
  public int remaining(ProviderBatch batch) {
    return (int) lines.values().stream().filter(line -> batch.id().equals(line.file())).count();
  }

  @Override
  public void close(ProviderBatch batch, List<LineResult> results, @Nullable String newStopReason) {
    stored.add(results.size());
    change(
        () -> {
          for (LineResult result : results) {
            Line line = lines.remove(result.requestId());
            if (line == null) {
              continue;
            }
            closeRow(result.requestId(), batch.id(), result.result().outcome());
            if (result.result().reply() != null) {
              replies.put(result.requestId(), result);
            } else if (result.sendLive()) {
              sentLive.add(result.requestId());
            } else {
              lines.put(result.requestId(), new Line(line.request(), null, line.failures() + 1));
            }
          }
          stopReason = newStopReason == null ? stopReason : newStopReason;
        });
  }

  private void closeRow(String id, String file, String outcome) {
    int row = ledger.indexOf(id + " " + file);
    if (row < 0) {
      throw new IllegalStateException("no open row of " + id);
    }
    ledger.set(row, id + " " + file + " " + outcome);
  }

  @Override
  public void release(ProviderBatch batch, Release release) {
    change(
        () -> {
          for (String id : List.copyOf(lines.keySet())) {
            Line line = lines.get(id);
            if (line == null || !batch.id().equals(line.file())) {
              continue;
            }
            closeRow(id, batch.id(), release.lost() ? "lost" : "not-run");
            lines.remove(id);
            if (release.stopReason() != null || job == JobWish.CANCELLED) {
              continue;
            }
            if (release.sendLive()) {
              sentLive.add(id);
            } else {
              lines.put(id, new Line(line.request(), null, line.failures()));
            }
          }
          stopReason = release.stopReason() == null ? stopReason : release.stopReason();
          refusals.put(batch.id(), release.refusal());
          releases.add(release.reason());
          files.put(batch.id(), with(batch, State.STORED, batch.inputFile(), null));
        });
  }
}
