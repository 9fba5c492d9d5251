package dev.classify.store.jobs;

/// How many rows of a batch, or of several, ended in which way.
///
/// @param unchanged rows whose stored answer was already the right one
public record Tally(int classified, int unchanged, int rejected) {

  /// Rows, however they ended.
  public int rows() {
    return classified + unchanged + rejected;
  }

  public Tally plus(Tally other) {
    return new Tally(
        classified + other.classified, unchanged + other.unchanged, rejected + other.rejected);
  }
}
