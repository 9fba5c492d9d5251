package dev.classify.text;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A table of terms from the class path: comma-separated, a header line, `#` before a comment.
///
/// The tables are part of the program, so a fault in one fails the start, with file, line, column
/// and mend.
public final class CsvTable {

  private final String file;
  private final List<String> columns;
  private final List<Row> rows;

  private CsvTable(String file, List<String> columns, List<Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /// Reads a table and checks its header and that no row stands twice.
  ///
  /// @param file absolute resource name
  public static CsvTable read(String file, String... columns) {
    return parse(file, new String(bytes(file), StandardCharsets.UTF_8), List.of(columns));
  }

  static CsvTable parse(String file, String text, List<String> header) {
    List<Row> rows = new ArrayList<>();
    CsvTable table = new CsvTable(file, header, rows);
    Map<List<String>, Integer> seen = new HashMap<>();
    int number = 0;
    boolean headed = false;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = cells(line);
      if (!headed) {
        table.checkHeader(cells, number);
        headed = true;
        continue;
      }
      if (cells.size() != header.size()) {
        throw table.fault(
            number,
            "%d cells, %d wanted: %s; a term cannot hold a comma"
                .formatted(cells.size(), header.size(), String.join(",", header)));
      }
      Integer first = seen.putIfAbsent(cells, number);
      if (first != null) {
        throw table.fault(number, "repeats line " + first + "; remove one of them");
      }
      rows.add(table.new Row(number, cells));
    }
    table.require(headed, "the header " + String.join(",", header) + " is missing");
    return table;
  }

  /// The raw content of a resource, which the version of the rules is made from.
  public static byte[] bytes(String file) {
    try (InputStream in = CsvTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw CommandFailure.failed(file + " is missing from the class path", "put it back");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same table, after a check that no two rows have the same in these columns.
  public CsvTable unique(String... key) {
    Map<List<String>, Integer> seen = new HashMap<>();
    for (Row row : rows) {
      List<String> cells = Arrays.stream(key).map(row::text).toList();
      Integer first = seen.putIfAbsent(cells, row.line);
      if (first != null) {
        throw fault(
            row.line,
            "%s %s stands in line %d already; keep one of the two"
                .formatted(
                    String.join(" and ", key), "'" + String.join("', '", cells) + "'", first));
      }
    }
    return this;
  }

  /// The rows in the order of the file.
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /// Fails where the table as a whole lacks something.
  public void require(boolean met, String wanted) {
    if (!met) {
      throw CommandFailure.failed(file + ": " + wanted, "");
    }
  }

  private void checkHeader(List<String> cells, int line) {
    for (String column : columns) {
      if (!cells.contains(column)) {
        throw fault(
            line,
            "column %s is missing; the header is %s".formatted(column, String.join(",", columns)));
      }
    }
    if (!cells.equals(columns)) {
      throw fault(line, "the header is " + String.join(",", columns) + ", in this order");
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private CommandFailure fault(int line, String wanted) {
    return CommandFailure.failed(file + ":" + line + ": " + wanted, "");
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

    /// The text of a cell that one of these must stand in.
    public String oneOf(String column, String... allowed) {
      String text = text(column);
      require(List.of(allowed).contains(text), column, "should be " + String.join(" or ", allowed));
      return text;
    }

    /// The cell as a member of a vocabulary; an empty cell is no member, an unknown one a fault.
    public <T> Optional<T> member(String column, Function<String, Optional<T>> vocabulary) {
      String text = text(column);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<T> found = vocabulary.apply(text);
      require(found.isPresent(), column, "is none of those that the table's head names");
      return found;
    }

    /// The cell as a member of a vocabulary, where one must stand.
    public <T> T required(String column, Function<String, Optional<T>> vocabulary) {
      require(!text(column).isEmpty(), column, "is empty; fill it in");
      return member(column, vocabulary).orElseThrow();
    }

    /// The cell as a whole number.
    public int number(String column) {
      String text = text(column);
      require(text.matches("-?\\d{1,9}"), column, "should be a whole number");
      return Integer.parseInt(text);
    }

    /// Fails where the cell is not as it should be.
    public void require(boolean met, String column, String wanted) {
      if (!met) {
        throw fault(line, "column %s '%s' %s".formatted(column, text(column), wanted));
      }
    }
  }
}
