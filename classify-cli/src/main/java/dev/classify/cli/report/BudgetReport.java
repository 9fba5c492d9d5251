package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.budget.CircuitBreaker;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.budget.WaitReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The budgets of all accounts and models, as people look at them.
public final class BudgetReport {

  private static final int FAILURE_CHARACTERS = 50;

  private BudgetReport() {}

  public static String table(List<SharedBudgets.View> budgets) {
    return new TextTable<SharedBudgets.View>()
        .text("account and model", SharedBudgets.View::budgetKey)
        .figure("last minute", view -> Long.toString(view.sentLastMinute()))
        .text("state", BudgetReport::state)
        .text("last failure", FAILURE_CHARACTERS, view -> view.state().breaker().lastFailure())
        .of(budgets);
  }

  /// One object for each budget.
  public static ArrayNode json(List<SharedBudgets.View> budgets) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (SharedBudgets.View view : budgets) {
      CircuitBreaker breaker = view.state().breaker();
      long held = heldUntil(view);
      ObjectNode object =
          json.addObject()
              .put("budget", view.budgetKey())
              .put("model", view.model())
              .put("requests_last_minute", view.sentLastMinute())
              .put("held_until", held > view.nowMillis() ? time(held) : null);
      object
          .putObject("breaker")
          .put("open", breaker.opened())
          .put("failures", breaker.failures())
          .put("failing_since", time(breaker.failingSinceMillis()))
          .put("last_failure", breaker.lastFailure())
          .put("next_try", time(breaker.nextProbeMillis()));
    }
    return json;
  }

  private static String state(SharedBudgets.View view) {
    CircuitBreaker breaker = view.state().breaker();
    if (breaker.opened()) {
      return "fails" + WaitReason.failing(breaker, view.nowMillis());
    }
    return heldUntil(view) > view.nowMillis()
        ? "held by its provider until " + WaitReason.clock(heldUntil(view))
        : "sends";
  }

  private static long heldUntil(SharedBudgets.View view) {
    return (long) view.state().budget().nothingBeforeMillis();
  }

  private static @Nullable String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }
}
