package dev.classify.store.jobs;

/// How many rows of one or more batches were classified, left unchanged, or rejected.
///
/// @param unchanged rows whose stored answer stands
public record Tally(int classified, int unchanged, int rejected) {

  /// All rows.
  public int rows() {
    return classified + unchanged + rejected;
  }

  public Tally plus(Tally other) {
    return new Tally(
        classified + other.classified, unchanged + other.unchanged, rejected + other.rejected);
  }
}
