package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Refuses workbooks that would take all memory. The library that reads them keeps the texts of all
/// cells, and one row of a sheet; a small file may unpack to far more than there is.
final class WorkbookLimits {

  /// Of the parts that are kept: texts, formats, names of sheets.
  static final long KEPT_BYTES_MAX = 64L << 20;

  /// Of a row: above what its cells may hold, 32,767 characters in each of some hundred.
  static final long ROW_BYTES_MAX = 8L << 20;

  /// Of a sheet: a million rows of some two thousand characters.
  static final long SHEET_BYTES_MAX = 2L << 30;

  /// The last column of a sheet is `XFD`.
  private static final int COLUMN_LETTERS_MAX = 3;

  private final String name;
  private long bytes;
  private long rowBytes;

  /// The last bytes read, the latest in the lowest place.
  private long recent;

  /// Letters since `r="`; negative outside of such a place.
  private int letters = -1;

  private WorkbookLimits(String name) {
    this.name = name;
  }

  static void check(String name, Path file) throws IOException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> parts =
          archive.stream().filter(entry -> entry.getName().endsWith(".xml")).toList();
      long kept = 0;
      for (ZipEntry part : parts) {
        boolean sheet = part.getName().startsWith("xl/worksheets/");
        WorkbookLimits limits = new WorkbookLimits(name);
        try (InputStream content = archive.getInputStream(part)) {
          limits.read(content, sheet, kept);
        }
        kept += sheet ? 0 : limits.bytes;
      }
    }
  }

  private void read(InputStream content, boolean sheet, long kept) throws IOException {
    byte[] buffer = new byte[65_536];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      bytes += count;
      if (sheet) {
        require(bytes <= SHEET_BYTES_MAX, "a sheet", SHEET_BYTES_MAX);
        for (int i = 0; i < count; i++) {
          add(buffer[i]);
        }
        require(rowBytes <= ROW_BYTES_MAX, "a row", ROW_BYTES_MAX);
      } else {
        require(kept + bytes <= KEPT_BYTES_MAX, "its texts and formats", KEPT_BYTES_MAX);
      }
    }
  }

  private void add(byte read) {
    recent = (recent << 8) | (read & 0xFF);
    rowBytes++;
    if ((recent & 0xFFFFFFFFL) == ROW_END) {
      rowBytes = 0;
    }
    if ((recent & 0xFFFFFFL) == ADDRESS) {
      letters = 0;
    } else if (letters >= 0) {
      letters = Character.isLetter(read) ? letters + 1 : -1;
      if (letters > COLUMN_LETTERS_MAX) {
        throw CommandFailure.usage(
            name + " has a cell to the right of the last column, XFD", "save it again");
      }
    }
  }

  /// `row>`, which ends a row whatever the prefix of its namespace.
  private static final long ROW_END = 'r' << 24 | 'o' << 16 | 'w' << 8 | '>';

  /// `r="`, the address of a cell.
  private static final long ADDRESS = 'r' << 16 | '=' << 8 | '"';

  private void require(boolean within, String part, long bytesMax) {
    if (!within) {
      throw CommandFailure.usage(
          "%s is too large: %s takes more than %,d MiB unpacked"
              .formatted(name, part, bytesMax >> 20),
          "export the sheet as CSV in UTF-8");
    }
  }
}
