package dev.classify.llm;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Chooses, of known answers, examples to show to a model: as many of each family and type as of
/// the others, as far as there are enough.
public final class ExampleSelection {

  private ExampleSelection() {}

  /// An answer that is known to be right.
  public record Known(Indicator indicator, Classification answer) {}

  /// A family with a type.
  private record Group(String family, String type) implements Comparable<Group> {

    @Override
    public int compareTo(Group other) {
      return Comparator.comparing(Group::family).thenComparing(Group::type).compare(this, other);
    }
  }

  /// Chooses examples, by turns one of each family and type.
  ///
  /// @param known in the order of preference
  /// @param measured ids of indicators that are measured with: a model must not see their answers
  /// @param measuredContent [#contentOf] of what is measured with, under whatever id
  public static Examples of(
      List<Known> known, Collection<String> measured, Set<String> measuredContent, int countMax) {
    TreeMap<Group, Deque<Known>> groups = new TreeMap<>();
    for (Known one : known) {
      if (!measured.contains(one.indicator().id())
          && !measuredContent.contains(contentOf(one.indicator()))) {
        Group group =
            new Group(one.answer().family().token(), one.answer().indicatorType().token());
        groups.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(one);
      }
    }
    List<Example> chosen = new ArrayList<>();
    while (!groups.isEmpty() && chosen.size() < countMax) {
      for (Deque<Known> group : groups.values()) {
        if (chosen.size() < countMax) {
          Known next = group.remove();
          chosen.add(Example.of(next.indicator(), next.answer()));
        }
      }
      groups.values().removeIf(Collection::isEmpty);
    }
    return new Examples(chosen);
  }

  /// A hash of what an example shows of an indicator: equal ones look the same to a model.
  public static String contentOf(Indicator indicator) {
    return ContentHash.of(
        AskedIndicator.of("example", indicator.withoutSample(), Hints.NONE).indicator());
  }

  /// The hash of each of these.
  public static Set<String> contentsOf(Collection<Indicator> indicators) {
    return indicators.stream().map(ExampleSelection::contentOf).collect(Collectors.toSet());
  }
}
