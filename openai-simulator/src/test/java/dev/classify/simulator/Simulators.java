package dev.classify.simulator;

import dev.classify.simulator.exchange.Clocks;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Simulators for tests, on a free port.
final class Simulators {

  static final SimulatorSettings FREE_PORT = SimulatorSettings.DEFAULT.with(Option.PORT, 0);

  private Simulators() {}

  static OpenAiSimulator with(Option option, Object value) throws Exception {
    return OpenAiSimulator.start(FREE_PORT.with(option, value));
  }

  static OpenAiSimulator plain() throws Exception {
    return OpenAiSimulator.start(FREE_PORT);
  }

  /// A clock that moves only when `advance` is called.
  static final class ManualClock {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    Clocks clocks() {
      return new Clocks(() -> BEGIN.plusNanos(nanos.get()), nanos::get);
    }

    void advance(Duration time) {
      nanos.addAndGet(time.toNanos());
    }
  }
}
