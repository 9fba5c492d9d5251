package dev.classify.cli.command;

import dev.classify.cli.output.CommandWriter;
import dev.classify.cli.output.OutputFile;
import dev.classify.cli.review.GoldExport;
import dev.classify.exit.ExitCode;
import dev.classify.store.review.ReviewedAnswers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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
      "Export accepted and corrected answers as labels, ordered by id.",
      "The format is that of samples/labels.csv. A file appears under its name only when it is"
          + " complete."
    },
    footer = {
      "",
      "Example:",
      "  classify review export --to labels.csv --inputs-to indicators.csv"
    })
final class ReviewExportCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Option(
      names = {"--to", "-o"},
      paramLabel = "FILE",
      description = "Label file to write (default: standard output).")
  private @Nullable Path file;

  @Option(
      names = "--inputs-to",
      paramLabel = "FILE",
      description = "Also write the labelled indicators to this file.")
  private @Nullable Path inputs;

  @Mixin private final SpreadsheetOption spreadsheet = new SpreadsheetOption();

  @Override
  public Integer call() throws IOException, SQLException {
    PrintWriter err = spec.commandLine().getErr();
    if (file != null && inputs != null) {
      OutputFile.refuseSame("--inputs-to", inputs, file);
    }
    try (TargetSystem target = review.open()) {
      List<ReviewedAnswers.ReviewedAnswer> answers = new ReviewedAnswers(target.database()).all();
      if (file == null) {
        GoldExport.labels(
            answers, CommandWriter.forData(spec.commandLine().getOut()), spreadsheet.applies(null));
      } else {
        GoldExport.labels(answers, file, spreadsheet.applies(file));
        err.println(answers.size() + " labels written to " + file);
      }
      if (inputs != null) {
        int written = GoldExport.inputs(answers, inputs, spreadsheet.applies(inputs));
        err.println(written + " indicators written to " + inputs);
        if (written < answers.size()) {
          err.println(answers.size() - written + " are not kept; `review show` says why");
        }
      }
      return ExitCode.DONE;
    }
  }
}
