package dev.classify.taxonomy;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tables of the consistency matrix as text, a line for each row, always in the same order.
public final class ConsistencyTables {

  private ConsistencyTables() {}

  /// docs/scheme.md 12.1: the types of each family, and whether they are money.
  public static List<String> families() {
    return Arrays.stream(Family.values())
        .map(family -> family.token() + ": " + FamilyRules.written(family))
        .toList();
  }

  /// docs/scheme.md 12.3: the types of each unit type that does not take all of them.
  public static List<String> units() {
    return Arrays.stream(UnitType.values())
        .flatMap(unit -> UnitRules.written(unit).map(types -> unit.token() + ": " + types).stream())
        .toList();
  }

  /// docs/scheme.md 12.2: the types that go with the same pairs of time basis and aggregation.
  public static List<String> times() {
    SequencedMap<String, TreeSet<String>> typesByPairs = new TreeMap<>();
    for (Family family : Family.values()) {
      for (IndicatorType type : IndicatorType.values()) {
        if (FamilyRules.has(family, type)) {
          typesByPairs
              .computeIfAbsent(TimeRules.written(family, type), _ -> new TreeSet<>())
              .add(type == IndicatorType.RATE ? "rate of " + family.token() : type.token());
        }
      }
    }
    return typesByPairs.entrySet().stream()
        .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
        .toList();
  }
}
