package dev.classify.simulator.fault;

import dev.classify.simulator.settings.Draws;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.FaultKind.Stage;
import dev.classify.simulator.settings.FaultRule;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The faults that strike one request, by the seed and its number alone.
public record FaultDraw(Set<FaultKind> kinds) {

  /// Draws for a request.
  ///
  /// @param strictSchema whether it asks for a strict schema; only then can that be unsupported
  /// @param stream whether it asks for a stream; only then can that be slow
  public static FaultDraw of(
      long number, boolean strictSchema, boolean stream, SimulatorSettings settings) {
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (FaultRule rule : settings.faults()) {
      FaultKind kind = rule.kind();
      boolean applies =
          (strictSchema || kind != FaultKind.STRICT_SCHEMA_UNSUPPORTED)
              && (stream || kind != FaultKind.SLOW_STREAM);
      if (applies && rule.when().strikes(number, Draws.of(settings.seed(), kind.key(), number))) {
        kinds.add(kind);
      }
    }
    return new FaultDraw(kinds);
  }

  /// The one fault of a stage that counts where only one can.
  public Optional<FaultKind> first(Stage stage) {
    return kinds.stream().filter(kind -> kind.stage() == stage).sorted().findFirst();
  }

  public boolean has(FaultKind kind) {
    return kinds.contains(kind);
  }
}
