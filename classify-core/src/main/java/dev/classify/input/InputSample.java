package dev.classify.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorJson;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The columns of a text and its first rows as they stand there, before anything is checked.
///
/// @param columns names of the columns of CSV, or the keys of the first rows of JSON; at most
///     [#COLUMNS_MAX]
public record InputSample(InputFormat format, List<String> columns, List<Row> rows) {

  /// More columns are read, but nobody maps them by hand.
  public static final int COLUMNS_MAX = 100;

  /// Enough of a text to recognise it.
  private static final int CHARACTERS_MAX = 200;

  /// One row.
  ///
  /// @param line on which it begins, from 1
  /// @param values in the order of the columns, shortened; empty where the row has none
  public record Row(long line, List<String> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  public InputSample {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// Reads the beginning of a text. A row that breaks the format is left out here.
  ///
  /// @param name for messages; its ending may imply the format
  /// @param bytes closed by the caller
  /// @throws CommandFailure if they are no such text
  public static InputSample of(String name, InputStream bytes, int rowsMax) {
    try {
      return switch (OpenedFile.of(name, bytes, InputOptions.NONE)) {
        case OpenedFile.Text text -> of(text, rowsMax);
        case OpenedFile.Table table -> {
          try (TableRecords records = table.records()) {
            yield table(table.name(), table.format(), records, rowsMax);
          }
        }
      };
    } catch (IOException fault) {
      throw UnreadableInput.because(name, fault);
    }
  }

  private static InputSample of(OpenedFile.Text file, int rowsMax) throws IOException {
    String name = file.name();
    try (InputStream bytes = file.bytes()) {
      RecognisedText text = RecognisedText.of(name, bytes, InputOptions.NONE);
      return switch (text.format()) {
        case CSV ->
            table(
                name,
                text.format(),
                CsvRecords.of(name, text.characters(), text.layout()),
                rowsMax);
        case JSONL -> json(text.format(), new JsonLines(text.characters()), rowsMax);
        case JSON -> json(text.format(), new JsonArray(text.characters()), rowsMax);
        case XLSX, PARQUET -> throw TextInput.notSo(name, text.format());
      };
    }
  }

  private static InputSample table(
      String name, InputFormat format, TableRecords records, int rowsMax) {
    List<String> header =
        TableRows.header(name, records).stream().limit(COLUMNS_MAX).map(String::strip).toList();
    List<Row> rows = new ArrayList<>();
    Optional<TableRecords.Entry> entry = TableRows.filled(name, records);
    while (entry.isPresent() && rows.size() < rowsMax) {
      if (entry.get() instanceof TableRecords.Entry.Fields(long line, List<String> values)) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
          shown.add(i < values.size() ? cut(SpreadsheetText.original(values.get(i))) : "");
        }
        rows.add(new Row(line, shown));
      }
      entry = TableRows.filled(name, records);
    }
    return new InputSample(format, header, rows);
  }

  private static InputSample json(InputFormat format, JsonTexts texts, int rowsMax)
      throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    Map<Long, JsonNode> objects = new LinkedHashMap<>();
    Optional<JsonTexts.JsonText> text = texts.next();
    while (text.isPresent() && objects.size() < rowsMax) {
      Optional<JsonNode> json = object(text.get().text());
      if (json.isPresent()) {
        json.get().fieldNames().forEachRemaining(keys::add);
        objects.put(text.get().line(), json.get());
      }
      text = texts.next();
    }
    List<String> columns = keys.stream().limit(COLUMNS_MAX).toList();
    List<Row> rows = new ArrayList<>();
    objects.forEach(
        (number, json) ->
            rows.add(
                new Row(number, columns.stream().map(key -> cut(value(json.path(key)))).toList())));
    return new InputSample(format, columns, rows);
  }

  private static Optional<JsonNode> object(String line) {
    try {
      return line.isBlank()
          ? Optional.empty()
          : Optional.of(IndicatorJson.read(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static String value(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isTextual() ? value.asText() : value.toString();
  }

  private static String cut(String text) {
    return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "…";
  }
}
