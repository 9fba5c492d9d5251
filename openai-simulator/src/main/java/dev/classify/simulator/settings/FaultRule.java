package dev.classify.simulator.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A fault and the requests it applies to, written as `server-error=0.05` or `hang=#3`.
public record FaultRule(FaultKind kind, FaultTrigger trigger) {

  /// Parses rules separated by blanks; empty if one is wrong.
  static Optional<List<FaultRule>> read(String text) {
    List<FaultRule> rules = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
      int equals = part.indexOf('=');
      Optional<FaultKind> kind = FaultKind.named(part.substring(0, Math.max(0, equals)));
      Optional<FaultTrigger> when = FaultTrigger.read(part.substring(equals + 1));
      if (kind.isEmpty() || when.isEmpty()) {
        return Optional.empty();
      }
      rules.add(new FaultRule(kind.get(), when.get()));
    }
    return Optional.of(List.copyOf(rules));
  }

  static String text(List<FaultRule> rules) {
    return rules.stream()
        .map(rule -> rule.kind().key() + "=" + rule.trigger().text())
        .collect(Collectors.joining(" "));
  }
}
