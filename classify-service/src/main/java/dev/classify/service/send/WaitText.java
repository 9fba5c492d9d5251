package dev.classify.service.send;

import dev.classify.budget.CircuitBreaker;
import dev.classify.budget.SharedBudget;
import java.time.Duration;

/// What a request waits for, in the words of a person.
final class WaitText {

  private WaitText() {}

  static String of(String model, SharedBudget state, long nowMillis) {
    CircuitBreaker breaker = state.breaker();
    if (breaker.opened()) {
      return "%s, which has failed for %d s: %s"
          .formatted(
              model,
              Duration.ofMillis(nowMillis - breaker.failingSinceMillis()).toSeconds(),
              breaker.lastFailure());
    }
    long held = (long) state.budget().nothingBeforeMillis() - nowMillis;
    return held > 0
        ? "%s, which its provider holds for %d s".formatted(model, held / 1_000)
        : "a send slot of " + model;
  }
}
