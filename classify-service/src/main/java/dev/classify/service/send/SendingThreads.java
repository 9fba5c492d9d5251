package dev.classify.service.send;

import java.util.Collection;
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
    giveUp(sentAtNanos.entrySet(), health);
  }

  /// Interrupts the one that has waited longest, if its answer is overdue since an outage.
  synchronized void giveUpOldest(ServerHealth health) {
    giveUp(
        sentAtNanos.entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(1).toList(),
        health);
  }

  private static void giveUp(Collection<Map.Entry<Thread, Long>> threads, ServerHealth health) {
    for (Map.Entry<Thread, Long> thread : threads) {
      if (health.isOverdue(thread.getValue())) {
        thread.getKey().interrupt();
      }
    }
  }
}
