package dev.classify.service.providerbatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.BatchApi;
import dev.classify.service.llm.BatchApiFailure;
import dev.classify.service.llm.BatchedModel;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmReply;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.metrics.RequestMetrics;
import dev.classify.service.providerbatch.BatchRecords.Release;
import dev.classify.service.send.KeptReply;
import dev.classify.service.send.RequestCosts;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.providerbatch.LineResult;
import dev.classify.store.providerbatch.LineResults;
import dev.classify.store.providerbatch.ProviderBatch;
import dev.classify.store.providerbatch.ProviderBatches.LeaseLost;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores the answers of a batch that has ended, in whatever order they come. What is stored
/// already is skipped, so that it may be repeated.
final class Harvest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String TIER = ServiceTier.BATCH.priced();

  /// Lines stored by one transaction.
  static final int CHUNK = 100;

  /// Characters of them. A line with the probabilities of its tokens has 90,000, and as JSON takes
  /// several times that in a heap of 160 MB.
  static final int CHUNK_CHARACTERS = 500_000;

  /// Failures of a line that say nothing about its question, after which they do. A server that
  /// refuses one capability after another takes some.
  static final int FAILURES_MAX = 5;

  private final BatchApi api;
  private final BatchRecords records;
  private final LineFiles files;
  private final RequestCosts costs;
  private final RequestMetrics metrics;
  private final WorkerClock clock;

  Harvest(
      BatchApi api,
      BatchRecords records,
      LineFiles files,
      RequestCosts costs,
      RequestMetrics metrics,
      WorkerClock clock) {
    this.api = api;
    this.records = records;
    this.files = files;
    this.costs = costs;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Stores every answer, then gives back the lines that the provider has not run.
  void store(ProviderBatch batch) throws SQLException, LeaseLost, BatchApiFailure {
    for (@Nullable String file : new String[] {batch.outputFile(), batch.errorFile()}) {
      if (file != null) {
        storeFile(batch, file);
      }
    }
    records.release(batch, notRun(batch));
  }

  private Release notRun(ProviderBatch batch) throws SQLException {
    String status = String.valueOf(batch.providerStatus());
    int left = records.remaining(batch);
    if (left == 0) {
      return new Release("", Duration.ZERO, false, null, null);
    }
    return switch (status) {
      case "expired" ->
          new Release(
              "the provider's time ended before it ran this line",
              Duration.ZERO,
              batch.fallsBack(),
              null,
              null);
      case "cancelled" ->
          new Release(
              "the provider batch was cancelled before it ran this line",
              Duration.ZERO,
              false,
              null,
              batch.job() == ProviderBatch.JobWish.CANCELLED
                  ? null
                  : "provider batch %s was cancelled at the provider"
                      .formatted(batch.providerId()));
      // Sent again, they might be missing again, without an end.
      default ->
          new Release(
              "the provider has ended the batch without an answer to this line",
              Duration.ZERO,
              false,
              null,
              "provider batch %s has ended without answers to %d of its %d lines"
                  .formatted(batch.providerId(), left, batch.lines()));
    };
  }

  private void storeFile(ProviderBatch batch, String file)
      throws SQLException, LeaseLost, BatchApiFailure {
    try (BatchApi.Lines lines = api.lines(file)) {
      Map<String, JsonNode> chunk = new LinkedHashMap<>();
      int characters = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          JsonNode answered = parse(line);
          chunk.putIfAbsent(answered.path("custom_id").asText(""), answered);
        }
        characters += line.length();
        if (chunk.size() == CHUNK || characters >= CHUNK_CHARACTERS) {
          storeChunk(batch, chunk);
          chunk.clear();
          characters = 0;
        }
      }
      storeChunk(batch, chunk);
    }
  }

  private static JsonNode parse(String line) throws BatchApiFailure {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException _) {
      throw new BatchApiFailure(
          BatchApiFailure.Kind.AGAIN, "the file of answers holds a broken line", Duration.ZERO);
    }
  }

  private void storeChunk(ProviderBatch batch, Map<String, JsonNode> chunk)
      throws SQLException, LeaseLost {
    Map<String, LineResults.Asked> asked = records.asked(batch, chunk.keySet());
    BatchedModel model = files.model(batch);
    List<LineResult> results = new ArrayList<>();
    @Nullable String stopReason = null;
    for (Map.Entry<String, LineResults.Asked> line : asked.entrySet()) {
      JsonNode answered = Objects.requireNonNull(chunk.get(line.getKey()));
      Optional<LlmReply> reply = model.read(LineFiles.read(line.getValue().request()), answered);
      if (reply.isPresent()) {
        results.add(result(batch, line.getKey(), line.getValue(), reply.get()));
        stopReason = stopReason == null ? reply.get().outcome().stopReason() : stopReason;
      }
    }
    if (!results.isEmpty()) {
      records.close(batch, results, stopReason);
      results.forEach(result -> metrics.endedInFile(batch.model(), TIER, result.result()));
    }
  }

  private LineResult result(
      ProviderBatch batch, String requestId, LineResults.Asked asked, LlmReply reply) {
    LlmOutcome outcome = reply.outcome();
    LlmUsage usage = outcome.usage();
    boolean ends = KeptReply.isFinal(outcome) || asked.failures() + 1 >= FAILURES_MAX;
    return new LineResult(
        requestId,
        new LedgerResult(
            outcome.hasAnswer(),
            outcome.word(),
            KeptReply.rowsAnswered(outcome),
            usage == null ? null : usage.promptTokens(),
            usage == null ? null : usage.cachedTokens(),
            usage == null ? null : usage.cacheWriteTokens(),
            usage == null ? null : usage.completionTokens(),
            outcome.hasAnswer() ? TIER : null,
            usage == null ? null : costs.of(usage, TIER, asked.row()),
            outcome.detail(),
            ends ? KeptReply.write(outcome) : null,
            reply.providerRequestId(),
            Duration.ofMillis(clock.millis() - asked.row().grantedAt().toEpochMilli())),
        batch.repairsLive());
  }
}
