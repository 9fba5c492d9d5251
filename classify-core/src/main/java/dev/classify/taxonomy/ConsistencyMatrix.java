package dev.classify.taxonomy;

import dev.classify.indicator.Indicator;
import java.util.ArrayList;
import java.util.List;

/// Which answers are wrong for every indicator, and which are doubtful for a given one
/// (docs/scheme.md 12).
public final class ConsistencyMatrix {

  private ConsistencyMatrix() {}

  /// The MUST rules that the answer breaks; empty for a consistent one.
  public static List<Contradiction> check(Classification answer) {
    List<Contradiction> found = new ArrayList<>();
    FamilyRules.check(answer, found);
    TimeRules.check(answer, found);
    UnitRules.check(answer, found);
    AccumulationRules.check(answer, found);
    return List.copyOf(found);
  }

  /// The SHOULD rules that the answer breaks in view of the indicator's name and values.
  public static List<PlausibilityWarning> warnings(Classification answer, Indicator indicator) {
    return Plausibility.doubts(answer, indicator);
  }
}
