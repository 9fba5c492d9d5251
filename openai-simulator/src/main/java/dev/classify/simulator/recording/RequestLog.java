package dev.classify.simulator.recording;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The most recent requests, limited in number and size.
public final class RequestLog {

  private final SequencedMap<Long, LogEntry> entries = new LinkedHashMap<>();
  private final SequencedMap<Long, byte[]> bodies = new LinkedHashMap<>();
  private long bodyBytes;
  private long arrived;

  /// Numbers and records a request.
  ///
  /// @param keptMax the most requests that are kept
  public synchronized LogEntry arrive(LogEntry.Arrival arrival, int keptMax) {
    LogEntry entry = new LogEntry(++arrived, arrival);
    entries.put(entry.number(), entry);
    while (entries.size() > keptMax) {
      entries.pollFirstEntry();
    }
    return entry;
  }

  /// Records the body of a request, unless the request is no longer kept.
  ///
  /// @param bytesMax the most bytes of all bodies that are kept
  public synchronized void body(LogEntry entry, String body, int bytesMax) {
    if (!entry.equals(entries.get(entry.number()))) {
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    bodies.put(entry.number(), bytes);
    bodyBytes += bytes.length;
    while (bodyBytes > bytesMax) {
      bodyBytes -= bodies.pollFirstEntry().getValue().length;
    }
  }

  /// The number of requests since the last reset, including those no longer kept.
  public synchronized long arrived() {
    return arrived;
  }

  /// The kept requests after this number, oldest first.
  public synchronized List<RecordedRequest> after(long number, long limit) {
    return entries.values().stream()
        .filter(entry -> entry.number() > number)
        .limit(limit)
        .map(LogEntry::snapshot)
        .toList();
  }

  /// The body of a request; empty if it is not kept.
  public synchronized Optional<String> body(long number) {
    return Optional.ofNullable(bodies.get(number))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// Clears everything; numbers start at 1 again.
  public synchronized void reset() {
    entries.clear();
    bodies.clear();
    bodyBytes = 0;
    arrived = 0;
  }
}
