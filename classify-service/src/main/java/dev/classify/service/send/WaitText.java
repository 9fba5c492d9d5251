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
      return "for %s: %s, for %d s"
          .formatted(
              model,
              breaker.lastFailure(),
              Duration.ofMillis(nowMillis - breaker.failingSinceMillis()).toSeconds());
    }
    long held = (long) state.budget().heldUntilMillis() - nowMillis;
    return held > 0
        ? "for %s: held by its provider for %d s".formatted(model, held / 1_000)
        : "for a send slot of " + model;
  }
}
