package dev.classify.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorJson;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns of a text and its first rows as they stand there, before anything is checked.
///
/// @param columns names of the columns of CSV, or the keys of the first rows of JSON; at most
///     [#COLUMNS_MAX]
/// @param text how it is read; null for a workbook or Parquet
public record InputSample(
    InputFormat format, List<String> columns, List<Row> rows, @Nullable TextLayout text) {

  /// More columns are read, but nobody maps them by hand.
  public static final int COLUMNS_MAX = 100;

  /// Enough of a text to recognise it.
  private static final int CHARACTERS_MAX = 200;

  /// Every text can be read so, though perhaps not as its author meant it.
  private static final InputOptions ANY_TEXT =
      InputOptions.NONE.with(new TextOptions(',', StandardCharsets.ISO_8859_1, 0));

  /// How a text is read: as the user says, otherwise as it was recognised.
  ///
  /// @param encoding its name, such as `UTF-8`
  /// @param delimiter between the fields of CSV; null for JSON
  /// @param skippedLines above the header of CSV
  public record TextLayout(String encoding, @Nullable Character delimiter, long skippedLines) {

    private static TextLayout of(RecognisedText text) {
      String encoding = text.encoding().charset().name();
      return text.format() == InputFormat.CSV
          ? new TextLayout(encoding, text.layout().delimiter(), text.layout().headerLine() - 1)
          : new TextLayout(encoding, null, 0);
    }
  }

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
  public static InputSample of(String name, InputStream bytes, InputOptions options, int rowsMax) {
    try {
      return switch (OpenedFile.of(name, bytes, options)) {
        case OpenedFile.Text text -> of(text, options, rowsMax);
        case OpenedFile.Table table -> {
          try (TableRecords records = table.records()) {
            yield table(table.name(), table.format(), null, records, rowsMax);
          }
        }
      };
    } catch (IOException fault) {
      throw UnreadableInput.because(name, fault);
    }
  }

  /// Refuses a file that no options can make readable, such as a damaged archive. Options may still
  /// have to say its encoding, its separator or where its header is.
  ///
  /// @param bytes closed by the caller
  /// @throws CommandFailure if it is no such file
  public static void requireReadable(String name, InputStream bytes) {
    try {
      switch (OpenedFile.of(name, bytes, ANY_TEXT)) {
        case OpenedFile.Text text -> {
          try (InputStream content = text.bytes()) {
            RecognisedText.of(text.name(), content, ANY_TEXT);
          }
        }
        case OpenedFile.Table table -> table.records().close();
      }
    } catch (IOException fault) {
      throw UnreadableInput.because(name, fault);
    }
  }

  private static InputSample of(OpenedFile.Text file, InputOptions options, int rowsMax)
      throws IOException {
    String name = file.name();
    try (InputStream bytes = file.bytes()) {
      RecognisedText text = RecognisedText.of(name, bytes, options);
      return switch (text.format()) {
        case CSV ->
            table(
                name,
                text.format(),
                TextLayout.of(text),
                CsvRecords.of(name, text.characters(), text.layout()),
                rowsMax);
        case JSONL -> json(text, new JsonLines(text.characters()), rowsMax);
        case JSON -> json(text, new JsonArray(text.characters()), rowsMax);
        case XLSX, PARQUET -> throw TextInput.notSo(name, text.format());
      };
    }
  }

  private static InputSample table(
      String name,
      InputFormat format,
      @Nullable TextLayout text,
      TableRecords records,
      int rowsMax) {
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
    return new InputSample(format, header, rows, text);
  }

  private static InputSample json(RecognisedText read, JsonTexts texts, int rowsMax)
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
    return new InputSample(read.format(), columns, rows, TextLayout.of(read));
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
