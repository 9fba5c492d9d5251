package dev.classify.text;

import dev.classify.exit.CommandFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A rule table: comma-separated, a header line, `#` before a comment. There is no quoting, so a
/// cell cannot hold a comma.
///
/// A problem stops the program when it starts, with file, line, column and fix.
public final class CsvTable {

  private final String file;
  private final List<String> columns;
  private final List<Row> rows;

  private CsvTable(String file, List<String> columns, List<Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /// Reads a table and checks its header, and that no row is repeated.
  ///
  /// @param file for messages
  static CsvTable parse(String file, String text, List<String> header) {
    List<Row> rows = new ArrayList<>();
    CsvTable table = new CsvTable(file, header, rows);
    Map<List<String>, Integer> seen = new HashMap<>();
    int number = 0;
    boolean headed = false;
    for (String line : withoutByteOrderMark(text).split("\n", -1)) {
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
      table.checkCells(cells, number);
      Integer first = seen.putIfAbsent(cells, number);
      if (first != null) {
        throw table.fault(number, "repeats line " + first, "remove one of the two lines");
      }
      rows.add(table.new Row(number, cells));
    }
    if (!headed) {
      throw CommandFailure.usage(file + " has no header", table.headerFix());
    }
    return table;
  }

  /// The same table, after a check that no two rows share these cells.
  CsvTable unique(List<String> key) {
    Map<List<String>, Row> seen = new HashMap<>();
    for (Row row : rows) {
      List<String> cells = key.stream().map(row::text).toList();
      Row first = seen.putIfAbsent(cells, row);
      if (first != null) {
        throw fault(
            row.line,
            "%s '%s' is already in line %d"
                .formatted(String.join(" and ", key), String.join("', '", cells), first.line),
            "keep one of the two lines");
      }
    }
    return this;
  }

  /// These rows with the user's: a user's row replaces every row here with the same key, in place,
  /// and is added at the end if there is none.
  CsvTable overriddenBy(CsvTable own, List<String> key) {
    Map<List<String>, List<Row>> ownByKey =
        own.rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.key(key), LinkedHashMap::new, Collectors.toList()));
    Set<List<String>> placed = new HashSet<>();
    List<Row> merged = new ArrayList<>();
    for (Row row : rows) {
      List<String> rowKey = row.key(key);
      if (!ownByKey.containsKey(rowKey)) {
        merged.add(row);
      } else if (placed.add(rowKey)) {
        merged.addAll(ownByKey.getOrDefault(rowKey, List.of()));
      }
    }
    ownByKey.forEach(
        (rowKey, added) -> {
          if (!placed.contains(rowKey)) {
            merged.addAll(added);
          }
        });
    return new CsvTable(file, columns, merged);
  }

  /// The rows in the order of the file.
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  /// An index of the phrases in the column `term`.
  ///
  /// @param meaning of a row
  public <T> PhraseIndex<T> phrases(Function<Row, T> meaning) {
    return phrases(_ -> true, meaning);
  }

  /// The same of some rows.
  public <T> PhraseIndex<T> phrases(Predicate<Row> which, Function<Row, T> meaning) {
    return phrases(which, UnaryOperator.identity(), meaning);
  }

  /// The same, where texts are searched for another spelling of the phrases.
  ///
  /// @param spelling that a phrase has in the texts
  public <T> PhraseIndex<T> phrases(
      Predicate<Row> which, UnaryOperator<String> spelling, Function<Row, T> meaning) {
    PhraseIndex.Builder<T> phrases = PhraseIndex.builder();
    for (Row row : rows) {
      if (which.test(row)) {
        phrases.add(spelling.apply(row.phrase("term")), meaning.apply(row));
      }
    }
    return phrases.build();
  }

  /// Fails if a row that the rules need is missing.
  public void requireRow(boolean present, String key) {
    if (!present) {
      throw CommandFailure.usage(file + ": the row for " + key + " is missing", "add it");
    }
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void checkHeader(List<String> cells, int line) {
    for (String column : columns) {
      if (!cells.contains(column)) {
        throw fault(line, "column " + column + " is missing from the header", headerFix());
      }
    }
    if (!cells.equals(columns)) {
      throw fault(line, "the header has other columns, or another order", headerFix());
    }
  }

  private String headerFix() {
    return "make the first line " + String.join(",", columns);
  }

  private void checkCells(List<String> cells, int line) {
    if (cells.size() < columns.size()) {
      throw fault(
          line,
          "column %s is missing: %d cells instead of %d"
              .formatted(columns.get(cells.size()), cells.size(), columns.size()),
          "write %s, with nothing between two commas for an empty cell"
              .formatted(String.join(",", columns)));
    }
    if (cells.size() > columns.size()) {
      throw fault(
          line,
          "'%s' is after the last column, %s: %d cells instead of %d"
              .formatted(
                  cells.get(columns.size()), columns.getLast(), cells.size(), columns.size()),
          "write %s; a cell cannot hold a comma".formatted(String.join(",", columns)));
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private CommandFailure fault(int line, String problem, String fix) {
    return CommandFailure.usage(file + ":" + line + ": " + problem, fix);
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

    /// The row as it is written, without blanks around the cells.
    public String line() {
      return String.join(",", cells);
    }

    /// Terms that match the same texts have the same key. A term after `=` is compared as written.
    private List<String> key(List<String> key) {
      return key.stream().map(column -> folded(text(column))).toList();
    }

    private static String folded(String cell) {
      return cell.startsWith("=")
          ? cell
          : Tokenizer.tokens(cell).stream().map(Token::folded).collect(Collectors.joining(" "));
    }

    /// The text of a cell that must be one of these.
    public String oneOf(String column, String... allowed) {
      String text = text(column);
      require(
          List.of(allowed).contains(text), column, "is unknown", "use " + joined(List.of(allowed)));
      return text;
    }

    /// A phrase to search texts for.
    public String phrase(String column) {
      String text = text(column);
      String bare = (text.startsWith("=") ? text.substring(1) : text).replace("*", "");
      require(
          !Tokenizer.tokens(bare).isEmpty(),
          column,
          "has nothing to search for",
          "write a word or a sign");
      return text;
    }

    /// The cell as a member of a vocabulary; an empty cell is none.
    public <T> Optional<T> member(String column, Vocabulary<T> vocabulary) {
      String text = text(column);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<T> found = vocabulary.find(text);
      require(found.isPresent(), column, "is unknown", "use " + vocabulary.described());
      return found;
    }

    /// The cell as a member of a vocabulary.
    public <T> T required(String column, Vocabulary<T> vocabulary) {
      require(!text(column).isEmpty(), column, "is empty", "use " + vocabulary.described());
      return member(column, vocabulary).orElseThrow();
    }

    /// The cell as a whole number.
    public int number(String column, int min, int max) {
      String text = text(column);
      boolean number = text.matches("-?\\d{1,9}");
      require(
          number && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max,
          column,
          "is out of range",
          "write a whole number from %d to %d".formatted(min, max));
      return Integer.parseInt(text);
    }

    /// Fails if a cell is wrong.
    ///
    /// @param problem the rest of a sentence that begins with the cell, such as `is empty`
    public void require(boolean met, String column, String problem, String fix) {
      if (!met) {
        throw fault(line, "column %s '%s' %s".formatted(column, text(column), problem), fix);
      }
    }
  }

  static String joined(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }
}
