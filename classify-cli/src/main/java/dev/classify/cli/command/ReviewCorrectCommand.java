package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.review.Correction;
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
    name = "correct",
    description = {
      "Correct fields of an answer.",
      "Fields that you leave out are confirmed. The corrected answer must satisfy the consistency"
          + " matrix (docs/scheme.md), otherwise it is refused."
    },
    footer = {
      "",
      "Example:",
      "  classify review correct CN.HOG.PRICE --frequency weekly --note 'the ministry says so'"
    })
final class ReviewCorrectCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Id of the indicator.")
  private String id;

  @Mixin private final CorrectionOptions fields = new CorrectionOptions();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Reason for the decision, stored with it.")
  private @Nullable String note;

  @Option(names = "--dry-run", description = "Report what would happen, without changing anything.")
  private boolean dryRun;

  @Mixin private final SettleOption settle = new SettleOption();
  @Mixin private final ReviewerOption by = new ReviewerOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    if (settle.settles() && dryRun) {
      throw CommandFailure.usage("--settle and --dry-run cannot be combined");
    }
    Correction correction = new Correction(review.reviewer(by), fields.tokens());
    if (correction.tokens().isEmpty()) {
      throw CommandFailure.usage(
          "name a field that is wrong, such as --family price-value; `review accept` confirms all");
    }
    List<String> problems = correction.problems(review.currencies());
    if (!problems.isEmpty()) {
      throw CommandFailure.usage(String.join("\n", problems));
    }
    return review.decide(
        List.of(id),
        by,
        output,
        (actions, one) ->
            settle.settles()
                ? actions.settle(one, correction.tokens(), note)
                : actions.answer(one, correction.tokens(), note, dryRun),
        spec);
  }
}
