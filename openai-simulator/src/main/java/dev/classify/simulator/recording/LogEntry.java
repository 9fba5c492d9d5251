package dev.classify.simulator.recording;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The record of one request, filled in while it is processed.
public final class LogEntry {

  private final long number;
  private final Arrival arrival;
  private final Set<String> faults = new LinkedHashSet<>();
  private @Nullable String model;
  private @Nullable String tier;
  private int indicators;
  private boolean stream;
  private @Nullable Integer status;
  private @Nullable String errorCode;
  private int promptTokens;
  private int cachedTokens;
  private int cacheWriteTokens;
  private int completionTokens;
  private @Nullable Long answeredNanos;

  /// What the headers of a request contain, and when they arrived.
  public record Arrival(
      long nanos,
      Instant at,
      String path,
      String keyHash,
      String requestId,
      @Nullable String idempotencyKey,
      @Nullable String clientRequestId,
      @Nullable BatchLine batchLine) {}

  /// The line of a batch that a request is.
  public record BatchLine(String batchId, String customId) {}

  LogEntry(long number, Arrival arrival) {
    this.number = number;
    this.arrival = arrival;
  }

  public long number() {
    return number;
  }

  public Arrival arrival() {
    return arrival;
  }

  /// The body is a valid request.
  public synchronized void recordRequest(
      String askedModel, String usedTier, int askedIndicators, boolean askedStream, int tokens) {
    model = askedModel;
    tier = usedTier;
    indicators = askedIndicators;
    stream = askedStream;
    promptTokens = tokens;
  }

  /// A fault applies to it.
  public synchronized void recordFault(String fault) {
    faults.add(fault);
  }

  /// The model answered, even if the answer does not arrive.
  public synchronized void recordUsage(int cached, int cacheWrite, int completion) {
    cachedTokens = cached;
    cacheWriteTokens = cacheWrite;
    completionTokens = completion;
  }

  /// The reply is an error.
  public synchronized void recordError(@Nullable String code) {
    errorCode = code;
  }

  /// The end of the reply was sent.
  public synchronized void recordAnswered(int sentStatus, long nanos) {
    status = sentStatus;
    answeredNanos = nanos;
  }

  public synchronized RecordedRequest snapshot() {
    BatchLine line = arrival.batchLine();
    return new RecordedRequest(
        number,
        arrival.nanos(),
        arrival.at(),
        arrival.path(),
        arrival.keyHash(),
        model,
        indicators,
        stream,
        arrival.requestId(),
        status,
        errorCode,
        promptTokens,
        cachedTokens,
        cacheWriteTokens,
        completionTokens,
        List.copyOf(faults),
        arrival.idempotencyKey(),
        arrival.clientRequestId(),
        answeredNanos,
        tier,
        line == null ? null : line.batchId(),
        line == null ? null : line.customId());
  }
}
