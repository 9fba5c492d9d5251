package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Problem;
import dev.classify.terminal.ShownText;
import dev.classify.text.NearestWords;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet of an Excel workbook (XLSX).
final class SheetRecords implements TableRecords {

  /// What the rows of a sheet in a workbook are named in messages.
  private static final String SHEET_MARK = "!";

  private final ReadableWorkbook workbook;
  private final String sheet;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private long line;
  private List<Problem> warnings = List.of();

  private SheetRecords(ReadableWorkbook workbook, String sheet, Stream<Row> stream) {
    this.workbook = workbook;
    this.sheet = sheet;
    this.stream = stream;
    this.rows = stream.iterator();
  }

  /// Opens a sheet.
  ///
  /// @param name of the workbook, for messages
  /// @param wanted name of the sheet; null for the first one that is not hidden
  /// @throws CommandFailure if there is no such sheet
  static SheetRecords open(String name, Path file, @Nullable String wanted) throws IOException {
    WorkbookLimits.check(name, file);
    ReadableWorkbook workbook;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
    } catch (ExcelReaderException e) {
      throw damaged("the workbook", e);
    }
    try {
      Sheet sheet = sheet(name, workbook, wanted);
      return new SheetRecords(workbook, sheet.getName(), sheet.openStream());
    } catch (IOException | CommandFailure e) {
      workbook.close();
      throw e;
    } catch (ExcelReaderException e) {
      workbook.close();
      throw damaged("the workbook", e);
    }
  }

  private static Sheet sheet(String name, ReadableWorkbook workbook, @Nullable String wanted) {
    List<Sheet> sheets = workbook.getSheets().toList();
    if (wanted == null) {
      return sheets.stream()
          .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
          .findFirst()
          .orElseThrow(
              () ->
                  CommandFailure.usage(
                      name + " has no sheet that is not hidden", "name one with --sheet"));
    }
    return sheets.stream()
        .filter(sheet -> sheet.getName().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = sheets.stream().map(Sheet::getName).toList();
              return CommandFailure.usage(
                  "%s has no sheet %s".formatted(name, ShownText.of(wanted)),
                  "its sheets are "
                      + String.join(
                          ", ",
                          NearestWords.sorted(wanted, names).stream()
                              .limit(20)
                              .map(ShownText::of)
                              .toList()));
            });
  }

  /// The name of the sheet in messages.
  String name(String file) {
    return file + SHEET_MARK + sheet;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    warnings = List.of();
    try {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      Row row = rows.next();
      line = row.getRowNum();
      return Optional.of(new Entry.Fields(line, texts(row)));
    } catch (ExcelReaderException e) {
      throw damaged("sheet %s behind row %d".formatted(sheet, line), e);
    } catch (UncheckedIOException e) {
      throw damaged("sheet %s behind row %d".formatted(sheet, line), e);
    }
  }

  private List<String> texts(Row row) {
    List<String> texts = new ArrayList<>(row.getCellCount());
    for (int i = 0; i < row.getCellCount(); i++) {
      Cell cell = row.getCell(i);
      texts.add(cell == null ? "" : text(cell));
    }
    return texts;
  }

  private String text(Cell cell) {
    String text = CellText.of(cell);
    if (cell.getType() != CellType.ERROR && !CellText.isError(text)) {
      return text;
    }
    if (warnings.isEmpty()) {
      warnings = new ArrayList<>();
    }
    warnings.add(
        new Problem(
            "row",
            "cell %s of sheet %s holds the error %s, which is read as empty"
                .formatted(cell.getAddress(), sheet, text.isEmpty() ? "of a formula" : text),
            "correct the formula"));
    return "";
  }

  @Override
  public List<Problem> warnings() {
    return warnings;
  }

  private static IOException damaged(String place, RuntimeException e) {
    IOException damaged = new StreamCorruptedException(place + ": " + e.getMessage());
    damaged.initCause(e);
    return damaged;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
