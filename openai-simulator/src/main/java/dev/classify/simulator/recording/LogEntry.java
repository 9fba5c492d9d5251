package dev.classify.simulator.recording;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The record of one request while it is being written.
public final class LogEntry {

  private final long number;
  private final Arrival arrival;
  private final Set<String> faults = new LinkedHashSet<>();
  private @Nullable String model;
  private int indicators;
  private boolean stream;
  private @Nullable Integer status;
  private @Nullable String errorCode;
  private int promptTokens;
  private int cachedTokens;
  private int completionTokens;
  private @Nullable Long answeredNanos;

  /// What is known as soon as the headers are there.
  public record Arrival(
      long nanos,
      Instant at,
      String path,
      String keyHash,
      String requestId,
      @Nullable String idempotencyKey,
      @Nullable String clientRequestId) {}

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

  /// The body was understood.
  public synchronized void recordRequest(
      String askedModel, int askedIndicators, boolean askedStream, int tokens) {
    model = askedModel;
    indicators = askedIndicators;
    stream = askedStream;
    promptTokens = tokens;
  }

  /// A fault strikes it.
  public synchronized void recordFault(String fault) {
    faults.add(fault);
  }

  /// The model answered, whether or not that arrives.
  public synchronized void recordUsage(int cached, int completion) {
    cachedTokens = cached;
    completionTokens = completion;
  }

  /// It is answered with an error.
  public synchronized void recordError(@Nullable String code) {
    errorCode = code;
  }

  /// The last of the answer was sent.
  public synchronized void recordAnswered(int sentStatus, long nanos) {
    status = sentStatus;
    answeredNanos = nanos;
  }

  synchronized RecordedRequest snapshot() {
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
        completionTokens,
        List.copyOf(faults),
        arrival.idempotencyKey(),
        arrival.clientRequestId(),
        answeredNanos);
  }
}
