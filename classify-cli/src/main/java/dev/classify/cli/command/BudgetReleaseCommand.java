package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.EstimateText;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.settings.DurationText;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.jobs.LostRequests;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
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
    name = "release",
    description = {
      "Lift the holds of providers, and let a failed server be tried at once.",
      "Requests whose worker died before it recorded a result are recorded as lost, and what they"
          + " reserved is free again. This happens by itself after a day."
    },
    footer = {
      "",
      "Exit codes: 0 released; 2 there is no such budget.",
      "",
      "Examples:",
      "  classify budget release",
      "  classify budget release gpt-6-luna --older-than 5m"
    })
final class BudgetReleaseCommand implements Callable<Integer> {

  @ParentCommand private BudgetCommand budget;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL|KEY",
      description = "Model, or key of a budget as `classify budget` shows it (default: all).")
  private @Nullable String name;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description =
          "Release requests sent longer ago than this; it must exceed LLM_TIMEOUT (default:"
              + " ${DEFAULT-VALUE}).")
  private String olderThan = "";

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    Duration age =
        DurationText.parse(olderThan)
            .filter(Duration::isPositive)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--older-than must be a duration above 0, such as 15m or 2h"));
    try (TargetSystem target = budget.open()) {
      SharedBudgets budgets = new SharedBudgets(target.database());
      List<SharedBudgets.View> chosen = budgets.all().stream().filter(this::named).toList();
      if (chosen.isEmpty() && name != null) {
        throw CommandFailure.usage(
            "there is no budget of " + name, "list them with `" + target.command() + " budget`");
      }
      for (SharedBudgets.View each : chosen) {
        budgets.release(each.budgetKey());
      }
      String model = name == null ? null : chosen.getFirst().model();
      print(chosen, new LostRequests(target.database()).release(model, age));
      return ExitCode.DONE;
    }
  }

  private boolean named(SharedBudgets.View view) {
    return name == null || name.equals(view.model()) || name.equals(view.budgetKey());
  }

  private void print(List<SharedBudgets.View> released, LostRequests.Released lost) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> {
        released.forEach(view -> out.println("released " + view.budgetKey()));
        out.println(
            "%d requests without a result released, %s"
                .formatted(lost.requests(), EstimateText.dollars(lost.reservedUsd())));
      }
      case JSON -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        released.forEach(view -> json.withArray("released").add(view.budgetKey()));
        json.put("lost_requests", lost.requests()).put("freed_usd", lost.reservedUsd());
        out.println(json.toPrettyString());
      }
    }
  }
}
