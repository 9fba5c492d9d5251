package dev.classify.service.providerbatch;

import dev.classify.service.llm.BatchApi;
import dev.classify.service.llm.BatchApiFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider in memory: a batch goes on by one state with every look at it.
final class ScriptedBatchApi implements BatchApi {

  /// Batches that somebody has deleted.
  final Set<String> deleted = new HashSet<>();

  /// What a worker does when it is killed.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// Before or after the effect of a call.
  enum When {
    BEFORE,
    AFTER
  }

  /// The states that a batch goes through; the last one stays.
  List<String> script = List.of("validating", "in_progress", "finalizing", "completed");

  /// Of a batch that fails.
  List<Fault> faults = List.of();

  /// Custom ids that are in the error file, with HTTP 500.
  final Set<String> failing = new HashSet<>();

  /// How many lines of a batch are run if it expires or is cancelled.
  int runAtMost = Integer.MAX_VALUE;

  /// Where the files of answers break off, the first time.
  int breaksAfterLines = Integer.MAX_VALUE;

  /// How much longer each answer is.
  String padding = "";

  /// The call that kills the worker, from 1; 0 for none.
  int killedAt;

  When killed = When.BEFORE;

  @Nullable BatchApiFailure createFails;

  final Map<String, List<String>> files = new LinkedHashMap<>();
  final Map<String, String> names = new LinkedHashMap<>();
  final Map<String, Made> batches = new LinkedHashMap<>();
  final List<String> runIds = new ArrayList<>();
  int calls;

  /// A batch as it was created.
  static final class Made {
    final String ours;
    final List<String> lines;
    int looks;
    boolean cancelled;
    @Nullable String output;
    @Nullable String error;

    Made(String ours, List<String> lines) {
      this.ours = ours;
      this.lines = lines;
    }
  }

  private interface Call<T> {
    T make() throws BatchApiFailure;
  }

  private <T> T call(Call<T> call) throws BatchApiFailure {
    calls++;
    boolean dies = calls == killedAt;
    if (dies && killed == When.BEFORE) {
      throw new Killed();
    }
    T result = call.make();
    if (dies) {
      throw new Killed();
    }
    return result;
  }

  @Override
  public boolean isOffered() {
    return true;
  }

  @Override
  public String upload(String name, Path file) throws BatchApiFailure {
    return call(
        () -> {
          String id = "file-" + (names.size() + 1);
          names.put(id, name);
          try {
            files.put(id, Files.readAllLines(file));
          } catch (IOException fault) {
            throw new UncheckedIOException(fault);
          }
          return id;
        });
  }

  @Override
  public List<String> filesNamed(String name) throws BatchApiFailure {
    return call(
        () ->
            names.keySet().stream()
                .filter(id -> name.equals(names.get(id)) && files.containsKey(id))
                .toList());
  }

  @Override
  public void delete(String fileId) throws BatchApiFailure {
    call(() -> files.remove(fileId) != null);
  }

  @Override
  public RemoteBatch create(String fileId, String id, String jobId) throws BatchApiFailure {
    return call(
        () -> {
          BatchApiFailure failure = createFails;
          if (failure != null && failure.kind() != BatchApiFailure.Kind.UNSURE) {
            throw failure;
          }
          String batch = "batch_" + (batches.size() + 1);
          batches.put(batch, new Made(id, List.copyOf(files.get(fileId))));
          if (failure != null) {
            throw failure;
          }
          return remote(batch);
        });
  }

  @Override
  public List<RemoteBatch> find(String id, Duration since) throws BatchApiFailure {
    return call(
        () ->
            batches.keySet().stream()
                .filter(batch -> made(batch).ours.equals(id))
                .map(this::remote)
                .toList());
  }

  @Override
  public RemoteBatch retrieve(String providerId) throws BatchApiFailure {
    return call(
        () -> {
          if (deleted.contains(providerId)) {
            throw new BatchApiFailure(
                BatchApiFailure.Kind.GONE, "No batch found with id", Duration.ZERO);
          }
          Made batch = made(providerId);
          batch.looks++;
          if (isEnd(status(batch)) && batch.output == null) {
            run(providerId, batch);
          }
          return remote(providerId);
        });
  }

  private Made made(String id) {
    Made batch = batches.get(id);
    if (batch == null) {
      throw new IllegalStateException("no batch " + id);
    }
    return batch;
  }

  private static boolean isEnd(String status) {
    return Set.of("completed", "expired", "cancelled").contains(status);
  }

  private void run(String id, Made batch) {
    List<String> output = new ArrayList<>();
    List<String> error = new ArrayList<>();
    for (String line : batch.lines.reversed()) {
      String custom = TestModel.customId(line);
      if (output.size() + error.size() >= runAtMost) {
        error.add(TestModel.notRun(custom, "batch_" + status(batch)));
      } else if (failing.contains(custom)) {
        error.add(TestModel.failed(custom));
      } else {
        output.add(TestModel.answered(custom) + padding);
        runIds.add(custom);
      }
    }
    batch.output = id + "-output";
    batch.error = id + "-error";
    files.put(batch.output, output);
    files.put(batch.error, error);
  }

  @Override
  public RemoteBatch cancel(String providerId) throws BatchApiFailure {
    return call(
        () -> {
          made(providerId).cancelled = true;
          return remote(providerId);
        });
  }

  private String status(Made batch) {
    if (batch.cancelled) {
      return batch.looks < script.size() ? "cancelling" : "cancelled";
    }
    return script.get(Math.min(batch.looks, script.size() - 1));
  }

  private RemoteBatch remote(String id) {
    Made batch = made(id);
    String status = status(batch);
    return new RemoteBatch(
        id,
        status,
        1_000,
        0,
        0,
        null,
        null,
        batch.output,
        batch.error,
        status.equals("failed") ? faults : List.of());
  }

  @Override
  public Lines lines(String fileId) throws BatchApiFailure {
    Iterator<String> lines = call(() -> List.copyOf(files.get(fileId)).iterator());
    return new Lines() {
      private int read;

      @Override
      public @Nullable String next() throws BatchApiFailure {
        if (read++ == breaksAfterLines) {
          breaksAfterLines = Integer.MAX_VALUE;
          throw new BatchApiFailure(BatchApiFailure.Kind.AGAIN, "broke off", Duration.ZERO);
        }
        return lines.hasNext() ? lines.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
