package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.cli.review.ReviewJson;
import dev.classify.cli.review.ReviewText;
import dev.classify.exit.ExitCode;
import dev.classify.store.review.DecisionResult;
import dev.classify.store.review.QueuePart;
import dev.classify.store.review.ReviewActions;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.Reviews;
import dev.classify.terminal.ShownText;
import dev.classify.units.CurrencyCodes;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "review",
    description = {
      "List answers that a person should check, the least confident first.",
      "Decide about them with the commands below. An answer that you accept or correct is final for"
          + " the same content."
    },
    footer = {
      "",
      "Examples:",
      "  classify review --family price-value --limit 20",
      "  classify review show US.CPI.ALL",
      "  classify review correct US.CPI.ALL --orientation neutral --note 'no target'"
    },
    subcommands = {
      ReviewShowCommand.class,
      ReviewAcceptCommand.class,
      ReviewCorrectCommand.class,
      ReviewRejectCommand.class,
      ReviewUndoCommand.class,
      ReviewApplyCommand.class,
      ReviewExportCommand.class,
      ReviewExamplesCommand.class,
      ReviewJudgesCommand.class,
      ReviewAgreementCommand.class
    })
final class ReviewCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "100",
      description = "Maximum number of rows, 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--disputed",
      description = "List the answers whose reviewers disagree; --settle decides them.")
  private boolean disputed;

  @Mixin private final ReviewerOption by = new ReviewerOption();
  @Mixin private final OutputOption output = new OutputOption();

  /// A decision about one indicator.
  interface Decision {
    DecisionResult decide(ReviewActions actions, String id) throws SQLException;
  }

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = open()) {
      QueuePart part = disputed ? QueuePart.DISPUTED : QueuePart.of(reviewer(by));
      print(new Reviews(target.database()).open(part, filter.filter(limit)), target.command());
      return ExitCode.DONE;
    }
  }

  private void print(List<ReviewItem> items, String command) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> {
        if (items.isEmpty()) {
          out.println("nothing to review");
        } else {
          out.println(ReviewText.of(items));
          out.println(items.size() + (items.size() == limit ? " open (--limit)" : " open"));
          out.println(
              "next: `"
                  + command
                  + " review show "
                  + ShownText.of(items.getFirst().indicatorId())
                  + "`");
        }
      }
      case JSON -> {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> json.add(ReviewJson.of(item)));
        out.println(json.toPrettyString());
      }
    }
  }

  TargetSystem open() {
    return parent.open();
  }

  /// The currency codes that an answer may have.
  CurrencyCodes currencies() {
    return parent.ruleTables().currencyCodes();
  }

  /// The name of the reviewer.
  String reviewer(ReviewerOption by) {
    return by.name(parent.settings().environment());
  }

  /// Decides about each indicator and prints the result.
  int decide(
      List<String> ids,
      ReviewerOption by,
      OutputOption output,
      Decision decision,
      CommandSpec command)
      throws SQLException {
    String reviewer = reviewer(by);
    try (TargetSystem target = open()) {
      ReviewActions actions = new ReviewActions(target.database(), reviewer, currencies());
      DecisionResultPrinter printer = new DecisionResultPrinter(output, command);
      for (String id : ids) {
        printer.add(decision.decide(actions, id));
      }
      return printer.end();
    }
  }
}
