package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// A bounded wait for something outside this process, which is checked at intervals.
///
/// @param event what is waited for, as in "waited 90 s for restate-1 to become healthy"
/// @param interval between two checks
/// @param timeout after which the wait ends; the first check is always made
public record Wait(String event, Duration interval, Duration timeout) {

  private static final int UNLIMITED = -1;

  /// One check. An exception ends the wait.
  @FunctionalInterface
  public interface Check<T, E extends Exception> {
    T check() throws E, InterruptedException;
  }

  /// Checks until the state is as wanted, or the time is up.
  ///
  /// @return the state at the last check; on a timeout it is not as wanted, and [#timedOut] is the
  ///     failure to report
  @SuppressWarnings("unchecked")
  public <T, E extends Exception> T until(Predicate<T> wanted, Check<T, E> check)
      throws E, InterruptedException {
    try {
      return repeat(wanted, check::check);
    } catch (FailsafeException wrapped) {
      // Failsafe wraps checked exceptions alone, and a check throws no other than these.
      if (wrapped.getCause() instanceof Exception cause) {
        throw (E) cause;
      }
      throw wrapped;
    }
  }

  /// Checks until the state is as wanted.
  ///
  /// @param describe says what was seen at the last check, for the failure
  /// @return the state, which is as wanted
  /// @throws CommandFailure if the time is up
  public <T, E extends Exception> T require(
      Predicate<T> wanted, Check<T, E> check, Function<T, String> describe, String fix)
      throws E, InterruptedException {
    T last = until(wanted, check);
    if (!wanted.test(last)) {
      throw timedOut(describe.apply(last), fix);
    }
    return last;
  }

  /// Checks until the condition holds, or the time is up.
  ///
  /// @return whether it holds
  public boolean until(BooleanSupplier condition) throws InterruptedException {
    return repeat(Boolean::booleanValue, condition::getAsBoolean);
  }

  /// What to report when the time is up.
  ///
  /// @param seen the state at the last check
  public CommandFailure timedOut(String seen, String fix) {
    return CommandFailure.failed(
        "waited %d s for %s: %s".formatted(timeout.toSeconds(), event, seen), fix);
  }

  private <T> T repeat(Predicate<T> wanted, CheckedSupplier<T> check) throws InterruptedException {
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handleIf(thrown -> false)
            .handleResultIf(seen -> !wanted.test(seen))
            .withDelay(interval)
            .withMaxDuration(timeout)
            .withMaxRetries(UNLIMITED)
            .build();
    try {
      return Failsafe.with(policy).get(check);
    } catch (FailsafeException wrapped) {
      if (wrapped.getCause() instanceof InterruptedException interrupted) {
        // Failsafe has set the flag again, which the exception stands for.
        Thread.interrupted();
        throw interrupted;
      }
      throw wrapped;
    }
  }
}
