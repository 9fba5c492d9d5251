package dev.classify.indicator;

import com.fasterxml.jackson.databind.node.DoubleNode;

/// A number that remembers how it was written: the ids 1.10 and 1.1 are two, and 1e999999999 is
/// none that a double could hold.
final class WrittenNumber extends DoubleNode {

  private static final long serialVersionUID = 1;

  private final String written;

  /// @param value NaN if the number is too long to be read as one
  WrittenNumber(double value, String written) {
    super(value);
    this.written = written;
  }

  @Override
  public String asText() {
    return written;
  }

  // Two numbers are equal if their values are, as with any other node.
  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
