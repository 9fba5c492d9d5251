package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A bounded wait for something outside this process, which is checked at intervals.
///
/// @param event what is waited for, as in "waited 90 s for restate-1 to become healthy"
/// @param interval between two checks
/// @param timeout after which waiting is given up, though never before the first check
public record Wait(String event, Duration interval, Duration timeout) {

  private static final int UNLIMITED = -1;

  /// One check.
  @FunctionalInterface
  public interface Check<T> {
    T check() throws IOException, InterruptedException;
  }

  /// Checks until the state is as wanted, or the time is up.
  ///
  /// @return the state at the last check; on a timeout it is not as wanted, and [#timedOut] is the
  ///     failure to report
  public <T> T until(Predicate<T> wanted, Check<T> check) throws IOException, InterruptedException {
    try {
      return repeat(wanted, check::check);
    } catch (FailsafeException wrapped) {
      if (wrapped.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw wrapped;
    }
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
