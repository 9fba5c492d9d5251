package dev.classify.service.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Whether the worker was asked to stop. What waits then ends at once, and another worker continues
/// it.
public final class Stopping implements BooleanSupplier {

  private final Duration timeout;
  private final Runnable atBegin;
  private volatile boolean stopping;

  /// @param timeout for what cannot be continued elsewhere: above all requests to a model
  /// @param atBegin run once the worker has been asked to stop
  public Stopping(Duration timeout, Runnable atBegin) {
    this.timeout = timeout;
    this.atBegin = atBegin;
  }

  Duration timeout() {
    return timeout;
  }

  void begin() {
    stopping = true;
    atBegin.run();
  }

  @Override
  public boolean getAsBoolean() {
    return stopping;
  }
}
