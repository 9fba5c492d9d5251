package dev.classify.simulator.fault;

import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.request.ResponseFormat;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.FaultKind.Stage;
import dev.classify.simulator.settings.FaultRule;
import dev.classify.simulator.settings.SeededRandom;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The faults that strike one request, by the seed and its number alone.
public record DrawnFaults(Set<FaultKind> kinds) {

  /// Draws for a request.
  ///
  /// @param request what it does not ask for can be neither unsupported nor slow
  public static DrawnFaults of(long number, AskedRequest request, SimulatorSettings settings) {
    boolean strictSchema =
        request.format() instanceof ResponseFormat.JsonSchema schema && schema.strict();
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (FaultRule rule : settings.faults()) {
      FaultKind kind = rule.kind();
      boolean applies =
          (strictSchema || kind != FaultKind.STRICT_SCHEMA_UNSUPPORTED)
              && (request.logprobs() || kind != FaultKind.LOGPROBS_UNSUPPORTED)
              && (request.stream() || kind != FaultKind.SLOW_STREAM);
      if (applies
          && rule.trigger().fires(number, SeededRandom.of(settings.seed(), kind.key(), number))) {
        kinds.add(kind);
      }
    }
    return new DrawnFaults(kinds);
  }

  /// The one fault of a stage that counts where only one can.
  public Optional<FaultKind> first(Stage stage) {
    return kinds.stream().filter(kind -> kind.stage() == stage).sorted().findFirst();
  }

  public boolean has(FaultKind kind) {
    return kinds.contains(kind);
  }
}
