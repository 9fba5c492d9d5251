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

/// The faults of one request. They depend only on the seed and the number of the request.
public record DrawnFaults(Set<FaultKind> kinds) {

  /// Draws the faults of a request.
  ///
  /// @param request a feature that it does not use cannot fail
  public static DrawnFaults of(long number, AskedRequest request, SimulatorSettings settings) {
    boolean strictSchema =
        request.format() instanceof ResponseFormat.JsonSchema schema && schema.strict();
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (FaultRule rule : settings.faults()) {
      FaultKind kind = rule.kind();
      boolean applies =
          kind.stage().ofRequest()
              && (strictSchema || kind != FaultKind.STRICT_SCHEMA_UNSUPPORTED)
              && (request.logprobs() || kind != FaultKind.LOGPROBS_UNSUPPORTED)
              && (request.serviceTier().equals("flex") || kind != FaultKind.FLEX_UNAVAILABLE)
              && (request.stream() || kind != FaultKind.SLOW_STREAM);
      if (applies
          && rule.trigger().fires(number, SeededRandom.of(settings.seed(), kind.key(), number))) {
        kinds.add(kind);
      }
    }
    return new DrawnFaults(kinds);
  }

  /// Whether a fault that has numbers of its own applies.
  public static boolean fires(FaultKind kind, long number, SimulatorSettings settings) {
    return settings.faults().stream()
        .filter(rule -> rule.kind() == kind)
        .anyMatch(
            rule ->
                rule.trigger().fires(number, SeededRandom.of(settings.seed(), kind.key(), number)));
  }

  /// Only those that change the content of an answer.
  public DrawnFaults ofContent() {
    Set<FaultKind> content = EnumSet.noneOf(FaultKind.class);
    kinds.stream().filter(kind -> kind.stage() == Stage.CONTENT).forEach(content::add);
    return new DrawnFaults(content);
  }

  /// The fault that applies in a stage where only one can.
  public Optional<FaultKind> first(Stage stage) {
    return kinds.stream().filter(kind -> kind.stage() == stage).sorted().findFirst();
  }

  public boolean has(FaultKind kind) {
    return kinds.contains(kind);
  }
}
