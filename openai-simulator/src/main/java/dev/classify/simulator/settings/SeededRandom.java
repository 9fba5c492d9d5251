package dev.classify.simulator.settings;

import java.util.SplittableRandom;

/// Random numbers that depend only on the seed and on their purpose, never on the order in which
/// requests arrive.
public final class SeededRandom {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private SeededRandom() {}

  public static SplittableRandom of(long seed, Object... purpose) {
    long hash = FNV_OFFSET ^ seed;
    for (Object part : purpose) {
      String text = part.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
      hash = (hash ^ 0x1f) * FNV_PRIME;
    }
    return new SplittableRandom(hash);
  }
}
