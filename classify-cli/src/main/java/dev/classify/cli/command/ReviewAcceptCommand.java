package dev.classify.cli.command;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
    name = "accept",
    description = "Confirm answers as they are.",
    footer = {"", "Example:", "  classify review accept US.CPI.ALL EA.HICP.YOY"})
final class ReviewAcceptCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of the indicators.")
  private List<String> ids = List.of();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Reason for the decision, stored with it.")
  private @Nullable String note;

  @Mixin private final SettleOption settle = new SettleOption();
  @Mixin private final ReviewerOption by = new ReviewerOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    return review.decide(
        ids,
        by,
        output,
        (actions, id) ->
            settle.settles()
                ? actions.settle(id, Map.of(), note)
                : actions.answer(id, Map.of(), note, false),
        spec);
  }
}
