package dev.classify.cli.command;

import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.input.SourceImport;
import dev.classify.exit.ExitCode;
import dev.classify.store.source.SourceIndicators;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Import the rows of a file into the table source_indicators.",
      "A row replaces the stored row with the same id."
    },
    footer = {"", "Example:", "  classify import indicators.csv && classify --rpm 1000"})
final class ImportCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV, JSON, XLSX or Parquet file, or - for standard input; gzip and zip are unpacked.")
  private String file;

  @Mixin private final InputSelection selection = new InputSelection();

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    selection.check(file);
    try (TargetSystem target = parent.open();
        InputSource input = selection.open(file, target.database());
        RejectFile rejects = selection.rejectFile(input)) {
      SourceImport.Counts counts =
          new SourceImport(new SourceIndicators(target.database())).run(input, rejects);
      Optional<Path> list = rejects.publish();
      spec.commandLine().getOut().println(counts.imported() + " rows imported");
      list.ifPresent(
          path ->
              err.println(
                  "%d rows were unusable, %d warnings; see %s"
                      .formatted(counts.refused(), counts.warnings(), path)));
      err.println("to classify them, run `" + target.command() + " run`");
      return counts.refused() == 0 ? ExitCode.DONE : ExitCode.PARTIAL;
    }
  }
}
