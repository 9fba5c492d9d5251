package dev.classify.cli.command;

import dev.classify.store.review.ReviewActions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "undo",
    description = {
      "Undo your decision about an indicator; if you made none, the last one that stands.",
      "The earlier answer is restored and returns to the queue, unless other reviewers have decided"
          + " the same."
    },
    footer = {"", "Example:", "  classify review undo US.CPI.ALL"})
final class ReviewUndoCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of the indicators.")
  private List<String> ids = List.of();

  @Mixin private final ReviewerOption by = new ReviewerOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    return review.decide(ids, by, output, ReviewActions::undo, spec);
  }
}
