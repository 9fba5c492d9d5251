package dev.classify.cli.review;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.exit.CommandFailure;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads labels as `samples/labels.csv` has them: a line for each indicator with the right value of
/// every field.
public final class LabelFile {

  static final String ID = "indicator_id";
  static final String IS_CURRENCY_DENOMINATED = "is_currency_denominated";
  static final String IS_CUMULATIVE = "is_cumulative";

  private LabelFile() {}

  /// All lines after the header.
  ///
  /// @throws CommandFailure where the file cannot be read, or has no column for a field
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
    } catch (CsvParseException | UncheckedIOException | IOException fault) {
      throw CommandFailure.usage(
          Files.exists(file) ? file + " is no CSV: " + fault.getMessage() : file + " is not there",
          "give a CSV file in UTF-8, such as `classify review export` writes",
          fault);
    }
    if (rows.isEmpty()) {
      throw CommandFailure.usage(file + " has no rows", "give one line for each indicator");
    }
    return rows;
  }

  private static void requireColumns(Path file, List<String> header) {
    List<String> needed = new ArrayList<>(List.of(ID));
    Arrays.stream(AnswerField.values()).map(AnswerField::column).forEach(needed::add);
    needed.removeAll(header);
    if (!needed.isEmpty()) {
      throw CommandFailure.usage(
          file + " has no column " + String.join(", ", needed),
          "give it every column of samples/labels.csv");
    }
  }

  private static LabelRow row(NamedCsvRecord row) {
    long line = row.getStartingLineNumber();
    String id = row.findField(ID).orElse("").strip();
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      String token = row.findField(field.column()).orElse("").strip();
      if (token.isEmpty() && field != AnswerField.CURRENCY) {
        return new LabelRow.Bad(line, id, field.column() + " is empty");
      }
      tokens.put(field, token.isEmpty() ? AnswerField.NO_CURRENCY : token);
    }
    boolean money = UnitType.CURRENCY_AMOUNT.token().equals(tokens.get(AnswerField.UNIT_TYPE));
    boolean cumulative = TimeBasis.CUMULATIVE.token().equals(tokens.get(AnswerField.TIME_BASIS));
    return flag(row, IS_CURRENCY_DENOMINATED, money, "unit_type")
        .or(() -> flag(row, IS_CUMULATIVE, cumulative, "time_basis"))
        .<LabelRow>map(fault -> new LabelRow.Bad(line, id, fault))
        .orElseGet(() -> new LabelRow.Read(line, id, tokens));
  }

  /// What a column says that follows from another: it may be left out, but not say otherwise.
  private static Optional<String> flag(
      NamedCsvRecord row, String column, boolean follows, String from) {
    return row.findField(column)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equals(String.valueOf(follows)))
        .map(text -> "%s is %s, but %s says %s".formatted(column, text, from, follows));
  }
}
