package dev.classify.store.budget;

import dev.classify.budget.GrantResponse;
import dev.classify.budget.SharedBudget;
import java.util.Map;

/// The slots that a worker has leased.
///
/// @param responses by job, for the jobs whose gate is open
/// @param gates by job
/// @param probe whether the only grant is a probe of a server that fails
/// @param state the shared budget after the lease
/// @param nowMillis when it was decided, by the clock of the database
public record LeasedSlots(
    Map<String, GrantResponse> responses,
    Map<String, JobGate> gates,
    boolean probe,
    SharedBudget state,
    long nowMillis) {
  public LeasedSlots {
    responses = Map.copyOf(responses);
    gates = Map.copyOf(gates);
  }
}
