package dev.classify.cli.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.classify.terminal.ShownText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A table of text for people: words to the left, figures to the right, no borders.
public final class TextTable<R> {

  private static final int WIDTH_MAX = 60;

  private final List<ColumnData<R>> columns = new ArrayList<>();

  /// Adds a column of words, which wrap where they are long.
  public TextTable<R> text(String header, Function<R, @Nullable String> value) {
    return add(column(header, HorizontalAlign.LEFT).maxWidth(WIDTH_MAX), value);
  }

  /// Adds a column of words, which end in an ellipsis where they are too long.
  public TextTable<R> text(String header, int widthMax, Function<R, @Nullable String> value) {
    return add(
        column(header, HorizontalAlign.LEFT).maxWidth(widthMax, OverflowBehaviour.ELLIPSIS_RIGHT),
        value);
  }

  /// Adds a column of figures.
  public TextTable<R> figure(String header, Function<R, @Nullable String> value) {
    return add(column(header, HorizontalAlign.RIGHT).maxWidth(WIDTH_MAX), value);
  }

  /// The table with these rows.
  public String of(Collection<R> rows) {
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, columns);
  }

  /// Rows of cells, with figures in every column but the first.
  public static String ofFigures(List<String> headers, List<List<String>> rows) {
    TextTable<List<String>> table = new TextTable<>();
    for (int i = 0; i < headers.size(); i++) {
      int place = i;
      if (place == 0) {
        table.text(headers.get(place), row -> row.get(place));
      } else {
        table.figure(headers.get(place), row -> row.get(place));
      }
    }
    return table.of(rows);
  }

  /// Rows of cells, all of them words.
  public static String ofTexts(List<String> headers, List<List<String>> rows) {
    TextTable<List<String>> table = new TextTable<>();
    for (int i = 0; i < headers.size(); i++) {
      int place = i;
      table.text(headers.get(place), row -> row.get(place));
    }
    return table.of(rows);
  }

  private static Column column(String header, HorizontalAlign align) {
    return new Column().header(header).headerAlign(align).dataAlign(align);
  }

  private TextTable<R> add(Column column, Function<R, @Nullable String> value) {
    // A line end in a cell would let foreign text write rows of its own.
    columns.add(
        column.with(
            row -> {
              String text = value.apply(row);
              return text == null ? null : ShownText.of(text);
            }));
    return this;
  }
}
