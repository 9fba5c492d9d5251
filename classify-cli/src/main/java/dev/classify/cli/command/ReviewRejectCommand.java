package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "reject",
    description = {
      "Reject answers where no answer can be right.",
      "The indicators are rejected with your reason. If the same content is answered again, the"
          + " answer comes back for review."
    },
    footer = {"", "Example:", "  classify review reject X.1 --reason 'two series under one id'"})
final class ReviewRejectCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of the indicators.")
  private List<String> ids = List.of();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why no answer can be right.")
  private String reason;

  @Mixin private final SettleOption settle = new SettleOption();
  @Mixin private final ReviewerOption by = new ReviewerOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    if (reason.isBlank()) {
      throw CommandFailure.usage("--reason must not be blank");
    }
    return review.decide(
        ids,
        by,
        output,
        (actions, id) ->
            settle.settles()
                ? actions.settleRejected(id, reason.strip())
                : actions.reject(id, reason.strip()),
        spec);
  }
}
