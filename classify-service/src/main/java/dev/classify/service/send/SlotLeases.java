package dev.classify.service.send;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.SharedBudget;
import dev.classify.store.budget.LeasedSlots;
import dev.classify.store.budget.SharedBudgets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The budgets that all workers share, as a worker uses them.
public interface SlotLeases {

  LeasedSlots lease(String budgetKey, String model, List<GrantRequest> requests)
      throws SQLException;

  SharedBudget failed(String budgetKey, String model, String reason, boolean probe)
      throws SQLException;

  SharedBudget hangs(String budgetKey, String model, String reason) throws SQLException;

  SharedBudget succeeded(String budgetKey, String model) throws SQLException;

  SharedBudget hold(String budgetKey, String model, Duration time) throws SQLException;

  /// Those in PostgreSQL.
  static SlotLeases in(SharedBudgets budgets) {
    return new SlotLeases() {
      @Override
      public LeasedSlots lease(String budgetKey, String model, List<GrantRequest> requests)
          throws SQLException {
        return budgets.lease(budgetKey, model, requests);
      }

      @Override
      public SharedBudget failed(String budgetKey, String model, String reason, boolean probe)
          throws SQLException {
        return budgets.failed(budgetKey, model, reason, probe);
      }

      @Override
      public SharedBudget hangs(String budgetKey, String model, String reason) throws SQLException {
        return budgets.hangs(budgetKey, model, reason);
      }

      @Override
      public SharedBudget succeeded(String budgetKey, String model) throws SQLException {
        return budgets.succeeded(budgetKey, model);
      }

      @Override
      public SharedBudget hold(String budgetKey, String model, Duration time) throws SQLException {
        return budgets.hold(budgetKey, model, time);
      }
    };
  }
}
