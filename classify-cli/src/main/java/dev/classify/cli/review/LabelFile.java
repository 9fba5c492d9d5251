package dev.classify.cli.review;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.exit.CommandFailure;
import dev.classify.review.LabelTable;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import dev.classify.terminal.ShownText;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads labels in the format of `samples/labels.csv`: one line for each indicator, with the right
/// value of every field.
public final class LabelFile {

  private LabelFile() {}

  /// Reads all lines after the header.
  ///
  /// @throws CommandFailure if the file cannot be read, or has no column for a field
  public static List<LabelRow> read(Path file) {
    List<LabelRow> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        if (rows.isEmpty()) {
          requireColumns(file, row.getHeader());
        }
        rows.add(row(row));
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw CommandFailure.usage(
          Files.exists(file)
              ? file + " is not a CSV file: " + e.getMessage()
              : file + " does not exist",
          "give a CSV file in UTF-8, as `classify review export` writes it",
          e);
    }
    if (rows.isEmpty()) {
      throw CommandFailure.usage(
          file + " has no rows", "write one line for each indicator below the header");
    }
    return rows;
  }

  private static void requireColumns(Path file, List<String> header) {
    List<String> needed = new ArrayList<>(List.of(LabelTable.ID));
    Arrays.stream(AnswerField.values()).map(AnswerField::column).forEach(needed::add);
    needed.removeAll(header);
    if (!needed.isEmpty()) {
      throw CommandFailure.usage(
          "%s has no column %s; its columns are %s"
              .formatted(file, String.join(", ", needed), ShownText.of(String.join(", ", header))),
          "add every column of samples/labels.csv");
    }
  }

  private static LabelRow row(NamedCsvRecord row) {
    long line = row.getStartingLineNumber();
    String id = SpreadsheetText.original(row.findField(LabelTable.ID).orElse("")).strip();
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      String token = row.findField(field.column()).orElse("").strip();
      if (token.isEmpty() && field != AnswerField.CURRENCY) {
        return new LabelRow.Bad(line, id, field.column() + " is empty");
      }
      tokens.put(field, token.isEmpty() ? AnswerField.NO_CURRENCY : token);
    }
    for (AnswerFlag flag : AnswerFlag.values()) {
      boolean follows = flag.follows(tokens.getOrDefault(flag.source(), ""));
      String given = row.findField(flag.column()).orElse("").strip();
      if (!given.isEmpty() && !given.equals(String.valueOf(follows))) {
        return new LabelRow.Bad(
            line,
            id,
            "%s is %s, but it must be %s because of %s"
                .formatted(flag.column(), given, follows, flag.source().column()));
      }
    }
    return new LabelRow.Read(line, id, tokens);
  }
}
