package dev.classify.cli.input;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.classify.cli.output.OutputFile;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Problem;
import dev.classify.input.InputRow;
import dev.classify.input.RowLocation;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The list of problems in an input as CSV, one line per problem.
///
/// The file appears complete or not at all, and only if there is something to list.
public final class RejectFile implements RejectList, AutoCloseable {

  /// Whether the whole row is skipped or only a value in it.
  public enum Severity {
    ERROR,
    WARNING
  }

  private static final String[] COLUMNS = {
    "source", "line", "indicator_id", "field", "severity", "problem", "fix"
  };

  private final Path target;
  private @Nullable OutputFile file;
  private @Nullable CsvWriter csv;
  private long badRows;
  private long warnings;

  public RejectFile(Path target) {
    this.target = target;
  }

  @Override
  public void add(InputRow row) {
    switch (row) {
      case InputRow.Good good -> {
        for (Problem warning : good.warnings()) {
          add(good.location(), good.indicator().id(), Severity.WARNING, warning);
        }
      }
      case InputRow.Bad bad -> {
        badRows++;
        for (Problem problem : bad.problems()) {
          add(bad.location(), bad.id(), Severity.ERROR, problem);
        }
      }
    }
  }

  private void add(RowLocation place, String id, Severity severity, Problem problem) {
    if (severity == Severity.WARNING) {
      warnings++;
    }
    try {
      writer()
          .writeRecord(
              SpreadsheetText.of(place.source()),
              Long.toString(place.line()),
              SpreadsheetText.of(id),
              SpreadsheetText.of(problem.field()),
              severity.name().toLowerCase(Locale.ROOT),
              SpreadsheetText.of(problem.problem()),
              SpreadsheetText.of(problem.fix()));
    } catch (UncheckedIOException e) {
      throw unwritable(e.getCause());
    }
  }

  private CsvWriter writer() {
    CsvWriter writer = csv;
    if (writer == null) {
      try {
        refuseOther();
        OutputFile opened = OutputFile.open(target);
        file = opened;
        // People open this list in spreadsheets, and no program reads it again.
        writer = CsvWriter.builder().quoteStrategy(SpreadsheetText.QUOTES).build(opened.writer());
      } catch (IOException e) {
        throw unwritable(e);
      }
      csv = writer;
      writer.writeRecord(COLUMNS);
    }
    return writer;
  }

  /// Moves the list into place and returns its path; empty if nothing was listed. An earlier list
  /// of the same name is removed in either case, because it is out of date.
  @Override
  public Optional<Path> publish() {
    try {
      CsvWriter writer = csv;
      if (writer == null) {
        removeEarlier();
        return Optional.empty();
      }
      writer.flush();
      csv = null;
      Objects.requireNonNull(file).finish();
      return Optional.of(target);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// The user may have named any file, even the input.
  private void refuseOther() throws IOException {
    if (Files.isRegularFile(target) && Files.size(target) > 0 && !isOwnList()) {
      throw CommandFailure.usage(
          target + " exists and is no list of rejected rows, so it is not replaced",
          "name another file with --rejects FILE, or remove it");
    }
  }

  private void removeEarlier() throws IOException {
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && isOwnList()) {
      Files.delete(target);
    }
  }

  private boolean isOwnList() throws IOException {
    byte[] header = String.join(",", COLUMNS).getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(target)) {
      return Arrays.equals(in.readNBytes(header.length), header);
    }
  }

  public long badRows() {
    return badRows;
  }

  public long warnings() {
    return warnings;
  }

  private CommandFailure unwritable(@Nullable IOException e) {
    return CommandFailure.usage(
        "the list of rejected rows cannot be written to " + target + ": " + e,
        "name another file with --rejects FILE",
        e);
  }

  /// Removes an unfinished list.
  @Override
  public void close() {
    csv = null;
    if (file != null) {
      try {
        file.close();
      } catch (UncheckedIOException e) {
        throw unwritable(e.getCause());
      }
    }
  }
}
