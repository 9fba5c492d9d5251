package dev.classify.cli.command;

import dev.classify.cli.input.InputSource;
import dev.classify.indicator.AssignedColumns;
import dev.classify.input.InputFormat;
import dev.classify.input.InputOptions;
import dev.classify.input.TextOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how an input is read: its format, its text, and its columns.
final class ReadOptions {

  @Option(
      names = "--format",
      paramLabel = "csv|jsonl|json|xlsx|parquet",
      description = "Format of the input (default: detected from its name or first bytes).")
  private @Nullable InputFormat format;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description =
          "Separator of the fields of CSV: one character, or tab (default: recognised among comma,"
              + " semicolon, tab and |).")
  private @Nullable String delimiter;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Encoding of a file, such as windows-1252 or UTF-16LE (default: recognised).")
  private @Nullable String encoding;

  @Option(
      names = "--skip-lines",
      paramLabel = "COUNT",
      description = "Lines above the header of CSV (default: the header is recognised).")
  private @Nullable Integer skipLines;

  @Option(
      names = "--sheet",
      paramLabel = "NAME",
      description = "Sheet of an Excel workbook (default: the first one that is not hidden).")
  private @Nullable String sheet;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description = "Read COLUMN of the input as FIELD. Repeatable.")
  private List<String> maps = new ArrayList<>();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "CSV file with the header column,field that says which column of the input is which"
              + " field; a column with an empty field is ignored.")
  private @Nullable Path mapping;

  private @Nullable AssignedColumns mapped;

  /// What the options say.
  InputOptions options() {
    return InputOptions.of(format, mapped(), maps)
        .with(TextOptions.of(delimiter, encoding, skipLines))
        .withSheet(sheet);
  }

  /// Whether any of the options is given.
  boolean given() {
    return format != null
        || delimiter != null
        || encoding != null
        || skipLines != null
        || sheet != null
        || mapping != null
        || !maps.isEmpty();
  }

  /// The mapping file, which may be a pipe and is read once.
  private AssignedColumns mapped() {
    AssignedColumns known = mapped;
    if (known == null) {
      known = mapping == null ? AssignedColumns.NONE : InputSource.mapping(mapping);
      mapped = known;
    }
    return known;
  }
}
