package dev.classify.service.llm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Spreads requests over values of `prompt_cache_key`.
///
/// OpenAI sends requests with the same beginning and the same key to the same machine, which has
/// that beginning in its cache, up to about 15 requests a minute; those beyond go to machines that
/// do not have it (developers.openai.com/api/docs/guides/prompt-caching). So each key takes 15
/// requests in any minute, and there are as many keys as the pace needs: a number that is derived
/// from a limit would leave most keys unused, and each new key costs a request without a cache.
final class CacheKeys {

  private static final int REQUESTS_PER_MINUTE = 15;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /// Requests whose key is known, in case they are tried again; more than a worker has in flight.
  private static final int REMEMBERED = 4_096;

  private static final int NAME_CHARACTERS = 8;

  private final LongSupplier nanos;

  /// Keys of other workers must differ, since each counts only its own requests.
  private final String worker = UUID.randomUUID().toString().substring(0, NAME_CHARACTERS);

  /// When the last requests of each key were sent, oldest first.
  private final List<Deque<Long>> sent = new ArrayList<>();

  private final Map<String, Integer> keys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// @param nanos a clock such as [System#nanoTime]
  CacheKeys(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// The key of a request that is sent now: the same as before if it is tried again, else the first
  /// with room.
  synchronized String of(String requestId) {
    long now = nanos.getAsLong();
    int key = keys.computeIfAbsent(requestId, _ -> withRoom(now));
    Deque<Long> times = sent.get(key);
    times.addLast(now);
    if (times.size() > REQUESTS_PER_MINUTE) {
      times.removeFirst();
    }
    return "classify-" + worker + "-" + key;
  }

  private int withRoom(long now) {
    for (int key = 0; key < sent.size(); key++) {
      Deque<Long> times = sent.get(key);
      if (times.size() < REQUESTS_PER_MINUTE || now - times.getFirst() >= MINUTE) {
        return key;
      }
    }
    sent.add(new ArrayDeque<>());
    return sent.size() - 1;
  }
}
