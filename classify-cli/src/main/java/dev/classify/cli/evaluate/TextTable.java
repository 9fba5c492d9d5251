package dev.classify.cli.evaluate;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of text under their headers: the first column to the left, figures to the right.
final class TextTable {

  private static final int WIDTH_MAX = 60;

  private TextTable() {}

  /// Figures in every column but the first.
  static String ofFigures(List<String> headers, List<List<String>> rows) {
    return of(headers, rows, HorizontalAlign.RIGHT);
  }

  static String ofTexts(List<String> headers, List<List<String>> rows) {
    return of(headers, rows, HorizontalAlign.LEFT);
  }

  private static String of(List<String> headers, List<List<String>> rows, HorizontalAlign align) {
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS,
        rows,
        IntStream.range(0, headers.size())
            .mapToObj(
                place ->
                    new Column()
                        .header(headers.get(place))
                        .headerAlign(place == 0 ? HorizontalAlign.LEFT : align)
                        .dataAlign(place == 0 ? HorizontalAlign.LEFT : align)
                        .maxWidth(WIDTH_MAX)
                        .<List<String>>with(row -> row.get(place)))
            .toList());
  }
}
