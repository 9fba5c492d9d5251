package dev.classify.service.http;

import java.util.function.BooleanSupplier;

/// Whether the worker was asked to stop. What waits then ends at once, and another worker continues
/// it.
public final class Stopping implements BooleanSupplier {

  private final Runnable atBegin;
  private volatile boolean stopping;

  /// @param atBegin run once the worker has been asked to stop
  public Stopping(Runnable atBegin) {
    this.atBegin = atBegin;
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
