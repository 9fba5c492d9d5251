package dev.classify.simulator.exchange;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks: a wall clock, and a monotonic clock that limits and arrival times use.
///
/// @param nanos of the monotonic clock
public record Clocks(InstantSource wall, LongSupplier nanos) {

  public static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
}
