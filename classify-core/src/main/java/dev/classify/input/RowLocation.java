package dev.classify.input;

/// Where a row stands.
///
/// @param source name of the file or table
/// @param line the line on which the row starts, from 1; in a database the number of the row
public record RowLocation(String source, long line) {

  @Override
  public String toString() {
    return source + ":" + line;
  }
}
