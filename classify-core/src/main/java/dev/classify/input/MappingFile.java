package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.input.ColumnAssignments.Place;
import dev.classify.input.TableRecords.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A CSV file that says which column of an input is which field. Its header is `column,field`, and
/// each column has a line. A field may also be an attribute of docs/scheme.md 17, such as
/// `reference_area`. A column with an empty field is ignored.
public final class MappingFile {

  /// Far more than the columns that an input may have.
  private static final int BYTES_MAX = 1_048_576;

  private static final List<String> HEADER = List.of("column", "field");

  private final String name;
  private final ColumnAssignments columns = new ColumnAssignments();

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
    AssignedColumns assigned = file.columns.assigned();
    if (assigned.byColumn().isEmpty()) {
      throw CommandFailure.usage(
          name + " assigns no column",
          "write a line such as Mnemonic,indicator_id below the header");
    }
    return assigned;
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
    String place = name + ":" + line;
    columns.add(
        values.getFirst(),
        values.getLast(),
        new Place(place, place + ", column column", place + ", column field"));
  }
}
