package dev.classify.service.http;

import java.util.function.BooleanSupplier;

/// Whether the worker was asked to stop. What waits then ends at once, and another worker continues
/// it.
public final class Stopping implements BooleanSupplier {

  private volatile boolean stopping;

  void begin() {
    stopping = true;
  }

  @Override
  public boolean getAsBoolean() {
    return stopping;
  }
}
