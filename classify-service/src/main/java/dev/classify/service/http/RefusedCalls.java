package dev.classify.service.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs calls that are refused, in one line for many: whoever sends them must not fill the disk.
final class RefusedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong nextLineAt = new AtomicLong(System.nanoTime());

  /// @param from the address of the caller, or of the balancer in between
  void add(String from, String fault) {
    calls.incrementAndGet();
    long now = System.nanoTime();
    long due = nextLineAt.get();
    if (now - due >= 0 && nextLineAt.compareAndSet(due, now + INTERVAL_NANOS)) {
      LOG.warn(
          "refused calls={} last from={}: {}; fix: if they come from your Restate nodes, compare"
              + " their key and clock with those of this worker",
          calls.getAndSet(0),
          from,
          fault);
    }
  }
}
