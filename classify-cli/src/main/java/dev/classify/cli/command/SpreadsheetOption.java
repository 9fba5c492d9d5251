package dev.classify.cli.command;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option for CSV that people open in a spreadsheet.
final class SpreadsheetOption {

  @Option(
      names = "--spreadsheet",
      negatable = true,
      description =
          "Write an apostrophe before text that a spreadsheet would run as a formula, such as =1+1."
              + " Commands that read the file take it away again. Default: for a FILE that ends in"
              + " .csv; --no-spreadsheet leaves every text as it is.")
  private @Nullable Boolean wanted;

  /// Whether the texts of a file are made safe.
  ///
  /// @param file null for standard output, which another program reads
  boolean applies(@Nullable Path file) {
    return wanted != null
        ? wanted
        : file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }
}
