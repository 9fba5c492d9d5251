package dev.classify.evaluate;

import dev.classify.terminal.ShownText;

/// A problem in a file of labels, and how to fix it.
///
/// @param column empty where it is the whole row
public record GoldProblem(String file, long line, String column, String problem, String fix) {

  @Override
  public String toString() {
    return ShownText.of(
        "%s:%d: %s%s; fix: %s"
            .formatted(file, line, column.isEmpty() ? "" : column + " ", problem, fix));
  }
}
