package dev.classify.cli.input;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The list of problems in an input as CSV, one line per problem.
///
/// The file appears complete or not at all, and only if there is something to list.
public final class RejectFile implements AutoCloseable {

  /// Whether the whole row is skipped or only a value in it.
  public enum Severity {
    ERROR,
    WARNING
  }

  private static final String[] COLUMNS = {
    "source", "line", "indicator_id", "field", "severity", "problem", "fix"
  };

  private final Path target;
  private final Path unfinished;
  private @Nullable CsvWriter csv;
  private long badRows;
  private long warnings;

  public RejectFile(Path target) {
    this.target = target;
    // Two processes may write the list of the same input.
    this.unfinished =
        target.resolveSibling(
            ".%s.%d.unfinished".formatted(target.getFileName(), ProcessHandle.current().pid()));
  }

  /// Lists a bad row, or the warnings of a good one.
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
              place.source(),
              Long.toString(place.line()),
              id,
              problem.field(),
              severity.name().toLowerCase(Locale.ROOT),
              problem.problem(),
              problem.fix());
    } catch (UncheckedIOException e) {
      throw unwritable(e.getCause());
    }
  }

  private CsvWriter writer() {
    CsvWriter writer = csv;
    if (writer == null) {
      try {
        // An encoder made by the writer itself replaces what UTF-8 cannot write; an id may hold it.
        writer =
            CsvWriter.builder()
                .build(
                    new BufferedWriter(
                        new OutputStreamWriter(
                            Files.newOutputStream(unfinished), StandardCharsets.UTF_8)));
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
  public Optional<Path> publish() {
    try {
      CsvWriter writer = csv;
      if (writer == null) {
        removeEarlier();
        return Optional.empty();
      }
      writer.close();
      csv = null;
      moveIntoPlace();
      return Optional.of(target);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void moveIntoPlace() throws IOException {
    try {
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void removeEarlier() throws IOException {
    if (Files.isRegularFile(target)) {
      byte[] header = String.join(",", COLUMNS).getBytes(StandardCharsets.UTF_8);
      byte[] start;
      try (InputStream in = Files.newInputStream(target)) {
        start = in.readNBytes(header.length);
      }
      // Delete only our own lists: the user may have named any file.
      if (Arrays.equals(start, header)) {
        Files.delete(target);
      }
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
    CsvWriter writer = csv;
    if (writer != null) {
      csv = null;
      try {
        writer.close();
      } catch (IOException e) {
        throw unwritable(e);
      } finally {
        unfinished.toFile().delete();
      }
    }
  }
}
