package dev.classify.cli.bench;

import dev.classify.indicator.Indicator;
import java.util.List;
import java.util.stream.IntStream;

/// Makes indicators with distinct content, so that a model has to be asked about each of them.
final class DistinctRows {

  private static final List<String> WHAT =
      List.of("Exports of goods", "Retail sales", "Industrial output", "Bank lending");
  private static final List<String> UNITS = List.of("USD mn", "index", "percent", "EUR bn");

  private DistinctRows() {}

  static List<Indicator> of(int rows) {
    return IntStream.range(0, rows).mapToObj(DistinctRows::row).toList();
  }

  private static Indicator row(int row) {
    int kind = row % WHAT.size();
    return Indicator.of("row." + row, WHAT.get(kind) + ", region " + row, UNITS.get(kind), null);
  }
}
