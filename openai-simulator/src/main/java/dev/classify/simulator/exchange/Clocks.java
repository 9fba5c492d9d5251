package dev.classify.simulator.exchange;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks: one tells when, the other how long. Limits and arrivals go by the second.
///
/// @param nanos never runs backwards
public record Clocks(InstantSource wall, LongSupplier nanos) {

  public static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
}
