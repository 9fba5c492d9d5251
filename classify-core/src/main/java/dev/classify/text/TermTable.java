package dev.classify.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A table of terms from the class path: comma-separated, a header line, `#` before a comment.
///
/// The tables are part of the program, so a fault in one is a programmer's error and fails the
/// start, with file and line.
public final class TermTable {

  private final String file;
  private final List<String> columns;
  private final List<Row> rows;

  private TermTable(String file, List<String> columns, List<Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /// Reads a table and checks its header.
  ///
  /// @param file absolute resource name
  public static TermTable read(String file, String... columns) {
    String text = new String(bytes(file), StandardCharsets.UTF_8);
    List<String> header = List.of(columns);
    List<Row> rows = new ArrayList<>();
    TermTable table = new TermTable(file, header, rows);
    int number = 0;
    boolean headed = false;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = cells(line);
      if (!headed) {
        table.require(cells.equals(header), number, "the header should be " + header);
        headed = true;
        continue;
      }
      table.require(
          cells.size() == header.size(), number, header.size() + " cells wanted: " + line);
      rows.add(table.new Row(number, cells));
    }
    return table;
  }

  /// The raw content of a resource, which the version of the rules is made from.
  public static byte[] bytes(String file) {
    try (InputStream in = TermTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows in the order of the file.
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private void require(boolean met, int line, String wanted) {
    if (!met) {
      throw new IllegalStateException(file + ":" + line + ": " + wanted);
    }
  }

  /// One line of the table.
  public final class Row {

    private final int line;
    private final List<String> cells;

    private Row(int line, List<String> cells) {
      this.line = line;
      this.cells = cells;
    }

    /// The text of a cell, possibly empty.
    public String text(String column) {
      return cells.get(columns.indexOf(column));
    }

    /// The cell as a member of a vocabulary; an empty cell is no member, an unknown one a fault.
    public <T> Optional<T> member(String column, Function<String, Optional<T>> vocabulary) {
      String text = text(column);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<T> found = vocabulary.apply(text);
      require(found.isPresent(), line, "unknown " + column + " '" + text + "'");
      return found;
    }

    /// The cell as a member of a vocabulary, where one must stand.
    public <T> T required(String column, Function<String, Optional<T>> vocabulary) {
      require(!text(column).isEmpty(), line, column + " is empty");
      return member(column, vocabulary).orElseThrow();
    }

    /// The cell as a whole number.
    public int number(String column) {
      String text = text(column);
      require(text.matches("-?\\d{1,9}"), line, column + " is no number: '" + text + "'");
      return Integer.parseInt(text);
    }
  }
}
