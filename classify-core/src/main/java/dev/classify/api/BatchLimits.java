package dev.classify.api;

/// The size of a batch. The limit that is reached first ends it.
public final class BatchLimits {

  /// Fifty rows keep the cost of the engine per row low, and a lost batch small.
  public static final int ROWS_MAX = 50;

  /// Of the indicators as JSON. Only a batch of a single row may be larger, because the fields of
  /// an indicator together may hold more.
  public static final int BYTES_MAX = 1_048_576;

  /// Of the JSON tokens in the indicators. A worker takes some hundred bytes of memory for a token,
  /// and brackets alone could make half a million of them in one mebibyte. The longest sample of an
  /// indicator has 203,000.
  public static final int TOKENS_MAX = 262_144;

  /// Of a whole request to Restate: above the largest indicator, which takes 2.5 MiB. Restate's
  /// ingress refuses what is larger (`request-size-limit` in restate.toml).
  public static final int REQUEST_BYTES_MAX = 4_194_304;

  /// Of a key, such as the job id: the database indexes them.
  public static final int KEY_CHARACTERS_MAX = 512;

  private BatchLimits() {}
}
