package dev.classify.api;

/// How large a batch may be; the smaller bound that is reached first ends it.
public final class BatchLimits {

  /// Rows: fifty keep the engine's cost per row low and a lost batch small.
  public static final int ROWS_MAX = 50;

  /// Bytes of its indicators as JSON: far below the 32 MiB that Restate takes in one message.
  public static final int BYTES_MAX = 1_048_576;

  /// Characters of the keys that a batch names, such as its job: the database indexes them all.
  public static final int KEY_CHARACTERS_MAX = 512;

  private BatchLimits() {}
}
