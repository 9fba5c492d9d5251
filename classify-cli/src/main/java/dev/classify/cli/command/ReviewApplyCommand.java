package dev.classify.cli.command;

import dev.classify.cli.review.LabelFile;
import dev.classify.cli.review.LabelRow;
import dev.classify.store.review.DecisionResult;
import dev.classify.store.review.ReviewActions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "apply",
    description = {
      "Accept or correct answers from a label file.",
      "An answer that agrees with its row is accepted, any other is corrected. The file has the"
          + " format of samples/labels.csv."
    },
    footer = {"", "Example:", "  classify review apply labels.csv --dry-run"})
final class ReviewApplyCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "CSV file with a column for each answer field.")
  private Path file;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Reason for the decision, stored with it.")
  private @Nullable String note;

  @Option(
      names = "--dry-run",
      description = "Report what would happen to each row, without changing anything.")
  private boolean dryRun;

  @Mixin private final ReviewerOption by = new ReviewerOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    String reviewer = review.reviewer(by);
    List<LabelRow> rows = LabelFile.read(file);
    try (TargetSystem target = review.open()) {
      ReviewActions actions = new ReviewActions(target.database(), reviewer, review.currencies());
      DecisionResultPrinter printer = new DecisionResultPrinter(output, spec);
      for (LabelRow row : rows) {
        printer.add(decide(actions, row));
      }
      return printer.end();
    }
  }

  private DecisionResult decide(ReviewActions actions, LabelRow row) throws SQLException {
    return switch (row) {
      case LabelRow.Bad bad ->
          new DecisionResult(
              bad.indicatorId(),
              DecisionResult.Status.REFUSED,
              file + ", line " + bad.line() + ": " + bad.problem());
      case LabelRow.Read read -> actions.answer(read.indicatorId(), read.tokens(), note, dryRun);
    };
  }
}
