package dev.classify.service.send;

import java.util.HashMap;
import java.util.Map;

/// The threads that wait for an answer of one model. A thread is interrupted only while it is here.
final class SendingThreads {

  /// When the request of each was sent, by [WorkerClock#nanos].
  private final Map<Thread, Long> sentAtNanos = new HashMap<>();

  /// The current thread begins to wait.
  synchronized void begin(long sentAt) {
    sentAtNanos.put(Thread.currentThread(), sentAt);
  }

  /// The current thread has waited.
  ///
  /// @return whether it was interrupted; it is not any more
  synchronized boolean end() {
    sentAtNanos.remove(Thread.currentThread());
    return Thread.interrupted();
  }

  synchronized int count() {
    return sentAtNanos.size();
  }

  /// Interrupts those whose answers are overdue since an outage.
  synchronized void giveUpOverdue(ServerHealth health) {
    sentAtNanos.forEach(
        (thread, sentAt) -> {
          if (health.isOverdue(sentAt)) {
            thread.interrupt();
          }
        });
  }

  /// Interrupts the one that has waited longest in an outage, if it hangs. It may be a probe.
  synchronized void giveUpOldest(ServerHealth health) {
    sentAtNanos.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .filter(oldest -> health.isLongSince(oldest.getValue()))
        .ifPresent(oldest -> oldest.getKey().interrupt());
  }
}
