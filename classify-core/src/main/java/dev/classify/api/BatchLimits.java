package dev.classify.api;

/// The size of a batch. The limit that is reached first ends it.
public final class BatchLimits {

  /// Fifty rows keep the cost of the engine per row low, and a lost batch small.
  public static final int ROWS_MAX = 50;

  /// Of the indicators as JSON: far below the 32 MiB that Restate accepts in one message.
  public static final int BYTES_MAX = 1_048_576;

  /// Of a key, such as the job id: the database indexes them.
  public static final int KEY_CHARACTERS_MAX = 512;

  private BatchLimits() {}
}
