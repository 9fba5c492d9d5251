package dev.classify.cli.command;

import dev.classify.cli.report.BudgetReport;
import dev.classify.exit.ExitCode;
import dev.classify.store.budget.SharedBudgets;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "budget",
    description = {
      "Show the request budget of each account and model: its requests of the last minute, whether"
          + " the provider holds requests back, and whether its server fails."
    },
    footer = {
      "",
      "Examples:",
      "  classify budget",
      "  classify budget release gpt-6-luna     (lift a hold, try a failed server at once)"
    },
    subcommands = {BudgetReleaseCommand.class})
final class BudgetCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = open()) {
      List<SharedBudgets.View> budgets = new SharedBudgets(target.database()).all();
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE ->
            out.println(
                budgets.isEmpty()
                    ? "no budget yet; the first request to a model makes one"
                    : BudgetReport.table(budgets));
        case JSON -> out.println(BudgetReport.json(budgets).toPrettyString());
      }
      return ExitCode.DONE;
    }
  }

  TargetSystem open() {
    return parent.open();
  }
}
