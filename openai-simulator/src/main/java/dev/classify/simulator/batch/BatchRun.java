package dev.classify.simulator.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.batch.BatchInputCheck.Checked;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.files.FileContent;
import dev.classify.simulator.files.FileStore;
import dev.classify.simulator.files.StoredFile;
import dev.classify.simulator.request.BatchRequest;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.SeededRandom;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// One batch on its way through its states. It has the fields of the schema `Batch` of
/// github.com/openai/openai-openapi.
///
/// Its lines run one after another, spread over the time that it is in progress, in an order that
/// the seed decides. Nothing happens unless it is told the time.
public final class BatchRun {

  /// A moment on both clocks.
  ///
  /// @param nanos of the monotonic clock, for durations
  public record Moment(long nanos, Instant wall) {}

  /// A line that has not run.
  ///
  /// @param number from 1 over all batches, for faults
  private record Waiting(BatchInput.Line line, long number) {}

  private final String id = "batch_" + UUID.randomUUID().toString().replace("-", "");
  private final BatchRequest request;
  private final String keyHash;
  private final boolean valid;
  private final LineRunner runner;
  private final FileStore files;
  private final Duration window;
  private final BatchResults results = new BatchResults();
  private final Map<BatchStatus, Instant> reachedAt = new EnumMap<>(BatchStatus.class);
  private final Moment created;

  /// The next one to run is the last.
  private final List<Waiting> waiting = new ArrayList<>();

  /// Lines that are never done.
  private final List<Waiting> stuck = new ArrayList<>();

  private BatchStatus status = BatchStatus.VALIDATING;
  private long statusNanos;
  private List<BatchError> errors = List.of();
  private FileContent content;
  private @Nullable BatchInput input;
  private @Nullable String model;
  private int total;
  private @Nullable String outputFileId;
  private @Nullable String errorFileId;

  /// A new batch.
  ///
  /// @param valid false for a fault: whatever the file is, it is refused
  BatchRun(
      BatchRequest request,
      StoredFile file,
      String keyHash,
      boolean valid,
      LineRunner runner,
      FileStore files,
      Duration window,
      Moment now) {
    this.request = request;
    this.content = file.content();
    this.keyHash = keyHash;
    this.valid = valid;
    this.runner = runner;
    this.files = files;
    this.window = window;
    this.created = now;
    this.statusNanos = now.nanos();
  }

  public String id() {
    return id;
  }

  public synchronized BatchStatus status() {
    return status;
  }

  /// The prompt tokens that it holds in the queue of a key and model.
  synchronized long queuedTokens(String key, String asked) {
    BatchInput queued = input;
    return queued != null && keyHash.equals(key) && queued.model().equals(asked)
        ? queued.promptTokens()
        : 0;
  }

  /// Does all that is due.
  ///
  /// @param queue tells how many prompt tokens other batches hold in the queue of this key and a
  ///     model
  /// @param numbers gives numbers to as many lines as asked, and returns the first
  void advance(
      Moment now, SimulatorSettings settings, QueuedTokens queue, LongUnaryOperator numbers) {
    if (status() == BatchStatus.VALIDATING) {
      validate(now, settings, queue, numbers);
    }
    boolean ran = true;
    while (ran) {
      ran = runNext(now, settings);
    }
    end(now, settings);
  }

  /// How many prompt tokens other batches have queued.
  interface QueuedTokens {
    long of(String keyHash, String model);
  }

  /// Cancels it if it has not ended.
  ///
  /// @return its status before
  synchronized BatchStatus cancel(Moment now) {
    BatchStatus before = status;
    if (!before.ended() && before != BatchStatus.CANCELLING) {
      enter(BatchStatus.CANCELLING, now);
    }
    return before;
  }

  /// The check may take seconds, and does not hold the lock meanwhile.
  private void validate(
      Moment now, SimulatorSettings settings, QueuedTokens queue, LongUnaryOperator numbers) {
    FileContent checkedContent;
    synchronized (this) {
      if (!elapsed(now, settings.batch().validating())) {
        return;
      }
      checkedContent = content;
    }
    Checked checked =
        valid
            ? new BatchInputCheck(request.endpoint(), settings, runner).check(checkedContent)
            : new Checked.Invalid(List.of(BatchError.notJson(1)));
    if (checked instanceof Checked.Valid ok) {
      checked = room(ok, settings.batch().queuedTokensMax(), queue);
    }
    synchronized (this) {
      if (status != BatchStatus.VALIDATING) {
        return;
      }
      switch (checked) {
        case Checked.Invalid invalid -> {
          errors = invalid.errors();
          enter(BatchStatus.FAILED, now);
        }
        case Checked.Valid ok -> begin(ok.input(), settings, numbers, now);
      }
    }
  }

  private Checked room(Checked.Valid checked, int tokensMax, QueuedTokens queue) {
    String asked = checked.input().model();
    long wanted = checked.input().promptTokens() + queue.of(keyHash, asked);
    return tokensMax > 0 && wanted > tokensMax
        ? new Checked.Invalid(List.of(BatchError.queueFull(asked, tokensMax)))
        : checked;
  }

  private void begin(
      BatchInput checked, SimulatorSettings settings, LongUnaryOperator numbers, Moment now) {
    input = checked;
    model = checked.model();
    total = checked.lines().size();
    long number = numbers.applyAsLong(total);
    for (BatchInput.Line line : checked.lines()) {
      waiting.add(new Waiting(line, number++));
    }
    Collections.shuffle(waiting, SeededRandom.of(settings.seed(), "batch order", number));
    enter(BatchStatus.IN_PROGRESS, now);
  }

  /// Runs one line if one is due.
  private synchronized boolean runNext(Moment now, SimulatorSettings settings) {
    BatchInput lines = input;
    if (lines == null || status != BatchStatus.IN_PROGRESS || waiting.isEmpty()) {
      return false;
    }
    int next = total - waiting.size() + 1;
    Duration due = settings.batch().inProgress().multipliedBy(next).dividedBy(total);
    if (!elapsed(now, due) || expired(now)) {
      return false;
    }
    Waiting line = waiting.removeLast();
    if (DrawnFaults.fires(FaultKind.BATCH_LINE_STUCK, line.number(), settings)) {
      stuck.add(line);
      return true;
    }
    results.add(
        line.line().customId(),
        runner.run(
            new LineRunner.Call(
                id,
                line.line().customId(),
                keyHash,
                request.endpoint(),
                lines.body(line.line()),
                DrawnFaults.fires(FaultKind.BATCH_LINE_ERROR, line.number(), settings))));
    return true;
  }

  private synchronized void end(Moment now, SimulatorSettings settings) {
    if (status == BatchStatus.IN_PROGRESS && waiting.isEmpty() && stuck.isEmpty()) {
      enter(BatchStatus.FINALIZING, now);
    }
    if (status == BatchStatus.FINALIZING && elapsed(now, settings.batch().finalizing())) {
      finish(BatchStatus.COMPLETED, now);
    } else if (status == BatchStatus.IN_PROGRESS && expired(now)) {
      finish(BatchStatus.EXPIRED, now);
    } else if (status == BatchStatus.CANCELLING && elapsed(now, settings.batch().cancelling())) {
      finish(BatchStatus.CANCELLED, now);
    }
  }

  /// Writes the files. A file without lines is not written: a batch whose requests all failed has
  /// no output file, as github.com/ProjectTech4DevAI/kaapi-backend/issues/723 shows.
  private void finish(BatchStatus last, Moment now) {
    waiting.addAll(stuck);
    waiting.forEach(line -> results.addUnfinished(line.line().customId(), last));
    outputFileId = write(id + "_output.jsonl", results.output());
    errorFileId = write(id + "_error.jsonl", results.errors());
    enter(last, now);
  }

  private @Nullable String write(String name, FileContent lines) {
    return lines.size() == 0 ? null : files.write(name, lines).id();
  }

  private void enter(BatchStatus next, Moment now) {
    status = next;
    statusNanos = now.nanos();
    reachedAt.put(next, now.wall());
    if (next.ended()) {
      // The batch stays in the list, but not what it was made of.
      waiting.clear();
      stuck.clear();
      results.forgetLines();
      content = FileContent.EMPTY;
      input = null;
    }
  }

  private boolean elapsed(Moment now, Duration time) {
    return now.nanos() - statusNanos >= time.toNanos();
  }

  private boolean expired(Moment now) {
    return now.nanos() - created.nanos() >= window.toNanos();
  }

  public synchronized ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("object", "batch")
            .put("endpoint", request.endpoint().path())
            .put("model", model);
    if (errors.isEmpty()) {
      json.putNull("errors");
    } else {
      ArrayNode data = json.putObject("errors").put("object", "list").putArray("data");
      errors.forEach(error -> data.add(error.json()));
    }
    json.put("input_file_id", request.inputFileId())
        .put("completion_window", BatchRequest.WINDOW)
        .put("status", status.key())
        .put("output_file_id", outputFileId)
        .put("error_file_id", errorFileId)
        .put("created_at", created.wall().getEpochSecond())
        .put("expires_at", created.wall().plus(window).getEpochSecond());
    for (BatchStatus later : BatchStatus.values()) {
      if (later != BatchStatus.VALIDATING) {
        Instant at = reachedAt.get(later);
        json.put(later.key() + "_at", at == null ? null : at.getEpochSecond());
      }
    }
    json.set("request_counts", results.counts(total));
    json.set("usage", results.usage());
    json.set("metadata", request.metadata());
    return json;
  }
}
