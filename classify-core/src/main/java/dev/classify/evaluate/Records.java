package dev.classify.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorJson;
import dev.classify.text.SpreadsheetText;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A text of records, CSV or JSONL, one record after another.
public final class Records {

  private static final int FIELD_CHARACTERS_MAX = 8 << 20;

  private final String name;

  /// @param name of the text, for messages
  public Records(String name) {
    this.name = name;
  }

  /// One record, or why it cannot be read.
  public sealed interface Entry {

    long line();

    /// The first row of CSV; JSONL has none.
    record Header(long line, List<String> columns) implements Entry {
      public Header {
        columns = List.copyOf(columns);
      }
    }

    /// The record could be read.
    ///
    /// @param values by column, as text where the file is CSV
    record Parsed(long line, ObjectNode values) implements Entry {}

    /// The record breaks the format, the next one may not.
    record Broken(long line, String problem, String fix) implements Entry {}
  }

  /// Hands over every record in their order.
  ///
  /// @throws CommandFailure if the text is no CSV, or has no header row
  public void each(BufferedReader text, Consumer<Entry> reader) throws IOException {
    text.mark(4_096);
    char[] first = new char[4_096];
    int read = Math.max(0, text.read(first));
    text.reset();
    if (new String(first, 0, read).stripLeading().startsWith("{")) {
      lines(text, reader);
    } else {
      try {
        rows(text, reader);
      } catch (CsvParseException e) {
        throw CommandFailure.usage(
            name + " is not valid CSV: " + e.getMessage(),
            "close every quote, and double the quotes inside quoted fields",
            e);
      }
    }
  }

  private static void lines(BufferedReader text, Consumer<Entry> reader) throws IOException {
    long number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      number++;
      if (!line.isBlank()) {
        reader.accept(object(number, line));
      }
    }
  }

  private static Entry object(long number, String line) {
    String fix = "write one complete JSON object per line";
    try {
      return IndicatorJson.read(line) instanceof ObjectNode object
          ? new Entry.Parsed(number, object)
          : new Entry.Broken(number, "is not a JSON object", fix);
    } catch (JsonProcessingException e) {
      return new Entry.Broken(number, "is not valid JSON: " + IndicatorJson.problem(e), fix);
    }
  }

  private void rows(BufferedReader text, Consumer<Entry> reader) {
    Iterator<CsvRecord> records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .build(
                CsvRecordHandler.of(
                    limits ->
                        limits
                            .maxFieldSize(FIELD_CHARACTERS_MAX)
                            .maxRecordSize(2 * FIELD_CHARACTERS_MAX)),
                text)
            .iterator();
    if (!records.hasNext()) {
      throw CommandFailure.usage(
          name + " has no header row", "begin it with a row of column names");
    }
    List<String> header = header(records.next());
    reader.accept(new Entry.Header(1, header));
    while (records.hasNext()) {
      CsvRecord record = records.next();
      reader.accept(row(header, record));
    }
  }

  private List<String> header(CsvRecord record) {
    List<String> header = record.getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        throw CommandFailure.usage(
            name + ":1: the column " + column + " appears twice", "remove one of them");
      }
    }
    return header;
  }

  private static Entry row(List<String> header, CsvRecord record) {
    List<String> values = record.getFields();
    long line = record.getStartingLineNumber();
    if (values.size() != header.size()) {
      return new Entry.Broken(
          line,
          "has %d fields, the header has %d".formatted(values.size(), header.size()),
          "put fields that hold commas or line ends in quotes");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.size(); i++) {
      json.put(header.get(i), SpreadsheetText.original(values.get(i)));
    }
    return new Entry.Parsed(line, json);
  }
}
