package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.terminal.ShownText;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A file, unpacked where it is compressed with gzip or zip.
///
/// It is unpacked while it is read, so what a small file unpacks to takes time but no memory.
///
/// @param path of the file on disk
/// @param member of the zip archive to read; null to read its only data file
record PackedFile(Path path, @Nullable String member) {

  /// More files in an archive are no list of indicators.
  static final int MEMBERS_MAX = 10_000;

  private static final int NAMED_MAX = 20;

  private static final String MEMBER_MARK = ".zip!";

  private static final int BUFFER_BYTES = 65_536;

  /// Takes `FILE.zip!NAME` apart.
  static PackedFile of(Path path) {
    String written = path.toString();
    int mark = written.toLowerCase(Locale.ROOT).indexOf(MEMBER_MARK);
    if (mark < 0 || Files.exists(path)) {
      return new PackedFile(path, null);
    }
    int end = mark + MEMBER_MARK.length();
    return new PackedFile(Path.of(written.substring(0, end - 1)), written.substring(end));
  }

  /// Opens it; the caller closes what is opened.
  ///
  /// @param shown the name of the file for messages
  /// @throws CommandFailure if an archive has no such file, or several and none is chosen
  OpenedFile open(String shown, InputOptions options) throws IOException {
    InputStream bytes = Files.newInputStream(path);
    try {
      InputStream content = new BufferedInputStream(bytes, BUFFER_BYTES);
      FileStart start = FileStart.peek(content);
      if (start.isZip()) {
        bytes.close();
        return unzipped(shown, options);
      }
      if (member != null) {
        throw CommandFailure.usage(path + " is no zip archive", "leave out !" + member);
      }
      if (start.isParquet()) {
        bytes.close();
        return OpenedFile.parquet(shown, path);
      }
      return start.isGzip()
          ? OpenedFile.of(shown, gunzipped(content), options)
          : new OpenedFile.Text(shown, content);
    } catch (IOException | CommandFailure e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream gunzipped(InputStream packed) throws IOException {
    return new BufferedInputStream(new GZIPInputStream(packed, BUFFER_BYTES), BUFFER_BYTES);
  }

  private OpenedFile unzipped(String shown, InputOptions options) throws IOException {
    // This encoding reads every name; names marked as UTF-8 are read as such anyway.
    ZipFile archive = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
    try {
      if (archive.getEntry("xl/workbook.xml") != null) {
        archive.close();
        return OpenedFile.workbook(shown, path, options);
      }
      ZipEntry chosen = chosen(archive, shown);
      InputStream bytes =
          new ArchiveStream(
              new BufferedInputStream(archive.getInputStream(chosen), BUFFER_BYTES), archive);
      if (FileStart.peek(bytes).isGzip()) {
        bytes = gunzipped(bytes);
      }
      String name = member == null ? shown + "!" + chosen.getName() : shown;
      return OpenedFile.of(name, bytes, options);
    } catch (IOException | CommandFailure e) {
      archive.close();
      throw e;
    }
  }

  private ZipEntry chosen(ZipFile archive, String shown) {
    if (archive.size() > MEMBERS_MAX) {
      throw CommandFailure.usage(
          "%s holds %,d files; at most %,d are looked at"
              .formatted(shown, archive.size(), MEMBERS_MAX),
          "unpack it, and give one of its files");
    }
    if (archive.getEntry("xl/workbook.bin") != null || archive.getEntry("mimetype") != null) {
      throw CommandFailure.usage(
          shown + " is a spreadsheet, but no XLSX",
          "save it as XLSX, or the sheet as CSV in UTF-8");
    }
    List<ZipEntry> files =
        archive.stream()
            .filter(entry -> member == null ? isData(entry) : entry.getName().equals(member))
            .map(ZipEntry.class::cast)
            .toList();
    if (files.size() == 1 && !files.getFirst().isDirectory()) {
      return files.getFirst();
    }
    if (member != null) {
      throw CommandFailure.usage(
          "%s holds no file %s".formatted(path, ShownText.of(member)),
          "name one of its files: unzip -l FILE");
    }
    if (files.isEmpty()) {
      throw CommandFailure.usage(
          shown + " holds no file of indicators", "name the file: " + shown + "!NAME");
    }
    List<ZipEntry> tables = files.stream().filter(file -> isOfficeTable(archive, file)).toList();
    if (tables.size() == 1) {
      return tables.getFirst();
    }
    throw CommandFailure.usage(
        "%s holds %d data files: %s".formatted(shown, files.size(), names(files)),
        "say which: %s!%s".formatted(shown, ShownText.of(files.getFirst().getName())));
  }

  /// Whether it is a table of series as offices publish them. Their archives hold one of them,
  /// beside lists of countries, indicators and notes.
  private static boolean isOfficeTable(ZipFile archive, ZipEntry file) {
    try (InputStream bytes = archive.getInputStream(file)) {
      RecognisedText text = RecognisedText.of(file.getName(), bytes, InputOptions.NONE);
      if (text.format() != InputFormat.CSV) {
        return false;
      }
      List<String> header =
          TableRows.header(
              file.getName(), CsvRecords.of(file.getName(), text.characters(), text.layout()));
      return OfficeTable.of(header).isPresent() || SdmxTable.of(header).isPresent();
    } catch (IOException | CommandFailure _) {
      return false;
    }
  }

  private static String names(List<ZipEntry> files) {
    String first =
        files.stream()
            .limit(NAMED_MAX)
            .map(file -> ShownText.of(file.getName()))
            .collect(Collectors.joining(", "));
    return files.size() > NAMED_MAX ? first + " and more" : first;
  }

  /// Whether it is a file that may hold indicators, and none that a program of Apple added.
  private static boolean isData(ZipEntry entry) {
    String name = entry.getName().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return !entry.isDirectory()
        && !name.startsWith("__macosx/")
        && name.matches("(?s).*\\.(csv|tsv|tab|txt|jsonl|ndjson|json|xlsx|parquet)");
  }

  /// Closes the archive with its file.
  private static final class ArchiveStream extends FilterInputStream {
    private final ZipFile archive;

    ArchiveStream(InputStream bytes, ZipFile archive) {
      super(bytes);
      this.archive = archive;
    }

    @Override
    public void close() throws IOException {
      try (archive) {
        super.close();
      }
    }
  }
}
