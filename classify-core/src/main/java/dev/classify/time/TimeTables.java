package dev.classify.time;

import java.util.Objects;

/// The tables of this package.
public final class TimeTables {

  private TimeTables() {}

  /// Reads and checks them now, not when the first word is looked up.
  public static void load() {
    Objects.requireNonNull(FrequencyWords.OF_DATASETS);
    Objects.requireNonNull(AccumulationWords.IN_TITLES);
  }
}
