package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.AssignedColumns.Assignment;
import dev.classify.indicator.IndicatorField;
import dev.classify.input.TableRecords.Entry;
import dev.classify.terminal.ShownText;
import dev.classify.text.NearestWords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A CSV file that says which column of an input is which field. Its header is `column,field`, and
/// each column has a line. A column with an empty field is ignored.
public final class MappingFile {

  /// Far more than the columns that an input may have.
  private static final int BYTES_MAX = 1_048_576;

  private static final List<String> HEADER = List.of("column", "field");

  private final String name;
  private final Map<String, Assignment> byColumn = new LinkedHashMap<>();
  private final Map<IndicatorField, String> columns = new LinkedHashMap<>();
  private final Map<String, Long> lines = new LinkedHashMap<>();

  private MappingFile(String name) {
    this.name = name;
  }

  /// Reads a whole file.
  ///
  /// @param name for messages
  /// @param bytes closed by the caller
  /// @throws CommandFailure if a line names no field, or a column or field for the second time
  public static AssignedColumns read(String name, InputStream bytes) throws IOException {
    byte[] content = bytes.readNBytes(BYTES_MAX + 1);
    if (content.length > BYTES_MAX) {
      throw CommandFailure.usage(
          "%s is larger than %,d bytes".formatted(name, BYTES_MAX),
          "name a file with a line `column,field` for each column; the data is the input");
    }
    String text = TextInput.characters(name, new ByteArrayInputStream(content)).readAllAsString();
    CsvRecords records = new CsvRecords(new StringReader(text), delimiter(name, text));
    MappingFile file = new MappingFile(name);
    records.next();
    for (Optional<Entry> entry = records.next(); entry.isPresent(); entry = records.next()) {
      file.add(entry.get());
    }
    if (file.byColumn.isEmpty()) {
      throw CommandFailure.usage(
          name + " assigns no column",
          "write a line such as Mnemonic,indicator_id below the header");
    }
    return new AssignedColumns(file.byColumn);
  }

  /// The separator between the words of the header.
  private static char delimiter(String name, String text) throws IOException {
    for (char tried : new char[] {',', ';', '\t'}) {
      Optional<Entry> header = new CsvRecords(new StringReader(text), tried).next();
      if (header.isPresent()
          && header.get() instanceof Entry.Fields(long _, List<String> values)
          && HEADER.equals(
              values.stream().map(value -> value.strip().toLowerCase(Locale.ROOT)).toList())) {
        return tried;
      }
    }
    throw CommandFailure.usage(
        name + ":1 is not the header of a mapping", "begin the file with the line column,field");
  }

  private void add(Entry entry) {
    switch (entry) {
      case Entry.Broken broken ->
          throw CommandFailure.usage(
              "%s:%d %s".formatted(name, broken.line(), broken.problem()), broken.fix());
      case Entry.Fields(long line, List<String> values) -> {
        if (values.stream().anyMatch(value -> !value.isBlank())) {
          add(line, values);
        }
      }
    }
  }

  private void add(long line, List<String> values) {
    if (values.size() != HEADER.size()) {
      throw CommandFailure.usage(
          "%s:%d has %s instead of two"
              .formatted(name, line, values.size() == 1 ? "one value" : values.size() + " values"),
          "write column,field; to ignore the column, write a comma and nothing behind it");
    }
    String column = values.getFirst().strip();
    if (column.isEmpty()) {
      throw fault(line, "column", "no column is named", "write the name that the input gives it");
    }
    Long first = lines.putIfAbsent(column, line);
    if (first != null) {
      throw fault(
          line,
          "column",
          "%s is already in line %d".formatted(ShownText.of(column), first),
          "remove one of the lines");
    }
    byColumn.put(
        column, new Assignment(field(line, column, values.getLast().strip()), name + ":" + line));
  }

  private @Nullable IndicatorField field(long line, String column, String written) {
    if (written.isEmpty()) {
      return null;
    }
    IndicatorField field =
        IndicatorField.named(written)
            .orElseThrow(
                () ->
                    fault(
                        line,
                        "field",
                        ShownText.of(written) + " is no field",
                        "write one of " + nearestFields(written)));
    String other = columns.putIfAbsent(field, column);
    if (other != null) {
      throw fault(
          line,
          "field",
          "%s is already assigned to %s in line %d"
              .formatted(field.column(), ShownText.of(other), lines.get(other)),
          "leave one of the two fields empty, which ignores the column");
    }
    return field;
  }

  /// The names of all fields, the one that is most like a word first.
  static String nearestFields(String written) {
    return String.join(
        ", ",
        NearestWords.sorted(
            written, Stream.of(IndicatorField.values()).map(IndicatorField::column).toList()));
  }

  private CommandFailure fault(long line, String column, String problem, String fix) {
    return CommandFailure.usage("%s:%d, column %s: %s".formatted(name, line, column, problem), fix);
  }
}
