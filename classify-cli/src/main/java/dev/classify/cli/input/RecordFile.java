package dev.classify.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.classify.cli.output.SpreadsheetText;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorJson;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// A file of records whatever they are: CSV, JSONL, or one JSON object, also compressed with gzip.
public final class RecordFile {

  private static final int FIELD_CHARACTERS_MAX = 8 << 20;

  private final Path path;

  public RecordFile(Path path) {
    this.path = path;
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

  /// The one JSON object that the file is; empty where it holds records.
  public Optional<ObjectNode> document() {
    String name = path.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    try (BufferedReader text = open()) {
      text.mark(64);
      boolean spread = "{".equals(text.readLine());
      if (!spread && !name.endsWith(".json")) {
        return Optional.empty();
      }
      text.reset();
      JsonNode json = IndicatorJson.read(text.readAllAsString());
      if (json instanceof ObjectNode object) {
        return Optional.of(object);
      }
      throw CommandFailure.usage(path + " holds no JSON object", "give one that `evaluate` wrote");
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          path + " is not valid JSON: " + IndicatorJson.problem(e), "write it again", e);
    } catch (IOException e) {
      throw UnreadableInput.because(path.toString(), e);
    }
  }

  /// Hands over every record in their order.
  public void each(Consumer<Entry> reader) {
    try (BufferedReader text = open()) {
      text.mark(4_096);
      char[] first = new char[4_096];
      int read = Math.max(0, text.read(first));
      text.reset();
      if (new String(first, 0, read).stripLeading().startsWith("{")) {
        lines(text, reader);
      } else {
        rows(text, reader);
      }
    } catch (IOException e) {
      throw UnreadableInput.because(path.toString(), e);
    } catch (UncheckedIOException e) {
      throw UnreadableInput.because(path.toString(), Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      throw CommandFailure.usage(
          path + " is not valid CSV: " + e.getMessage(),
          "close every quote, and double the quotes inside quoted fields",
          e);
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
          path + " has no header row", "begin it with a row of column names");
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
            path + ":1: the column " + column + " appears twice", "remove one of them");
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

  private BufferedReader open() throws IOException {
    if (Files.isDirectory(path)) {
      throw CommandFailure.usage(path + " is a folder", "name a file in it");
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 65_536);
    try {
      if (FileStart.peek(in).isGzip()) {
        in = new BufferedInputStream(new GZIPInputStream(in, 65_536), 65_536);
      }
      FileStart start = FileStart.peek(in);
      start.requireText(path.toString());
      start.requireLines(path.toString());
      in.skipNBytes(start.byteOrderMarkBytes());
      return new BufferedReader(new Utf8Reader(in));
    } catch (IOException | CommandFailure e) {
      in.close();
      throw e;
    }
  }
}
