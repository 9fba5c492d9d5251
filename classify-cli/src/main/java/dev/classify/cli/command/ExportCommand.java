package dev.classify.cli.command;

import dev.classify.cli.output.CommandWriter;
import dev.classify.cli.report.ResultExport;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = {
      "Export classifications with every field and their provenance, ordered by id.",
      "The file appears under its name only when it is complete."
    },
    footer = {
      "",
      "Examples:",
      "  classify export --format csv --to answers.csv",
      "  classify export --format jsonl --family price-value | head",
      "  classify export --with-source --to answers.parquet"
    })
final class ExportCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Option(
      names = "--format",
      description =
          "Output format: ${COMPLETION-CANDIDATES} (default: what the name of FILE ends with, or"
              + " csv).")
  private ResultExport.@Nullable Format format;

  @Option(
      names = "--with-source",
      description =
          "Add what the source says of each indicator, as source.units and so on: of imported rows,"
              + " and of those that wait for review.")
  private boolean withSource;

  @Option(
      names = {"--to", "-o"},
      paramLabel = "FILE",
      description = "File to write (default: standard output).")
  private @Nullable Path file;

  @Mixin private final SpreadsheetOption spreadsheet = new SpreadsheetOption();

  @Override
  public Integer call() throws IOException, SQLException {
    ResultExport.Format wantedFormat = format();
    try (TargetSystem target = parent.open()) {
      ResultExport export =
          new ResultExport(
              new Results(target.database()), wantedFormat, spreadsheet.applies(file), withSource);
      ResultFilter wanted = filter.filter(0);
      if (file == null) {
        export.to(wanted, CommandWriter.forData(spec.commandLine().getOut()));
      } else {
        long rows = export.toFile(wanted, file);
        spec.commandLine().getErr().println(rows + " rows written to " + file);
      }
      return ExitCode.DONE;
    }
  }

  private ResultExport.Format format() {
    if (file == null && format == ResultExport.Format.PARQUET) {
      throw CommandFailure.usage("Parquet is no text to print", "name a file with --to");
    }
    if (format != null) {
      return format;
    }
    return file == null ? ResultExport.Format.CSV : ResultExport.Format.ofFile(file);
  }
}
