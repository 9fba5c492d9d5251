package dev.classify.simulator.answer;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The prompt cache of the provider: it knows prompt prefixes of 1,024 tokens, 1,152 and so on in
/// steps of 128.
final class PromptCache {

  static final int TOKENS_MIN = 1_024;
  static final int STEP_TOKENS = 128;

  /// The most prefixes kept; the least recently used is dropped first.
  private static final int PREFIXES_MAX = 100_000;

  private record Prefix(String account, int tokens, long hash) {}

  /// What a prompt did to the cache, in tokens.
  ///
  /// @param cached of its longest prefix that was known
  /// @param written of the prefixes that it added
  record Use(int cached, int written) {}

  private final SequencedMap<Prefix, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true);

  /// Looks a prompt up and caches it.
  ///
  /// @param account key and model that share a cache
  synchronized Use use(String account, int[] prompt) {
    int cached = 0;
    int longest = 0;
    long hash = 1;
    for (int length = 1; length <= prompt.length; length++) {
      hash = hash * 0x9E3779B97F4A7C15L + prompt[length - 1];
      if (length >= TOKENS_MIN && length % STEP_TOKENS == 0) {
        boolean known = seen.put(new Prefix(account, length, hash), true) != null;
        cached = known ? length : cached;
        longest = length;
      }
    }
    while (seen.size() > PREFIXES_MAX) {
      seen.pollFirstEntry();
    }
    return new Use(cached, longest - cached);
  }

  synchronized void reset() {
    seen.clear();
  }
}
