package dev.classify.simulator.recording;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The requests of late, within bounds.
public final class RequestLog {

  private final SequencedMap<Long, LogEntry> entries = new LinkedHashMap<>();
  private final SequencedMap<Long, byte[]> bodies = new LinkedHashMap<>();
  private long bodyBytes;
  private long arrived;

  /// Numbers a request and remembers it.
  ///
  /// @param keep how many are remembered
  public synchronized LogEntry arrive(LogEntry.Arrival arrival, int keep) {
    LogEntry entry = new LogEntry(++arrived, arrival);
    entries.put(entry.number(), entry);
    while (entries.size() > keep) {
      entries.pollFirstEntry();
    }
    return entry;
  }

  /// Remembers the body of a request, unless the request is forgotten.
  ///
  /// @param keepBytes how much of all bodies together is remembered
  public synchronized void body(LogEntry entry, String body, int keepBytes) {
    if (!entry.equals(entries.get(entry.number()))) {
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    bodies.put(entry.number(), bytes);
    bodyBytes += bytes.length;
    while (bodyBytes > keepBytes) {
      bodyBytes -= bodies.pollFirstEntry().getValue().length;
    }
  }

  /// How many requests arrived since the last reset, also those that are forgotten.
  public synchronized long arrived() {
    return arrived;
  }

  /// The remembered requests after this number, oldest first.
  public synchronized List<RecordedRequest> after(long number, long limit) {
    return entries.values().stream()
        .filter(entry -> entry.number() > number)
        .limit(limit)
        .map(LogEntry::snapshot)
        .toList();
  }

  /// The body of a request; empty where it is not, or no longer, remembered.
  public synchronized Optional<String> body(long number) {
    return Optional.ofNullable(bodies.get(number))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// Forgets everything and numbers from 1 again.
  public synchronized void reset() {
    entries.clear();
    bodies.clear();
    bodyBytes = 0;
    arrived = 0;
  }
}
