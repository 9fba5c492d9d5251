package dev.classify.service.llm;

import dev.classify.llm.Leniency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the ledger notes of a request that was answered.
final class AnsweredDetail {

  private AnsweredDetail() {}

  /// Such as `1 of 3 not answered: the model left it out; read leniently: spelling 2`; empty where
  /// every indicator was answered as asked for.
  static Optional<String> of(Collection<ItemAnswer> items) {
    List<String> parts = new ArrayList<>();
    List<String> faults = items.stream().flatMap(item -> item.fault().stream()).toList();
    if (!faults.isEmpty()) {
      parts.add(
          "%d of %d not answered: %s".formatted(faults.size(), items.size(), faults.getFirst()));
    }
    Map<Leniency, Integer> leniencies = new TreeMap<>();
    for (ItemAnswer item : items) {
      if (item instanceof ItemAnswer.Valid valid) {
        valid.leniencies().forEach(leniency -> leniencies.merge(leniency, 1, Integer::sum));
      }
    }
    if (!leniencies.isEmpty()) {
      parts.add(
          leniencies.entrySet().stream()
              .map(entry -> entry.getKey().token() + " " + entry.getValue())
              .collect(Collectors.joining(", ", "read leniently: ", "")));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }
}
