package dev.classify.evaluate;

import dev.classify.indicator.Indicator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The usable labels of a file.
///
/// @param indicators the labelled indicators by id, if the file contains them
/// @param problems skipped rows and columns, each with the reason
public record GoldLabels(
    String name,
    List<Labels> labels,
    Map<String, Indicator> indicators,
    List<GoldProblem> problems) {

  public GoldLabels {
    labels = List.copyOf(labels);
    indicators = Map.copyOf(indicators);
    problems = List.copyOf(problems);
  }

  /// The ids that are labelled.
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    labels.forEach(one -> ids.add(one.indicatorId()));
    return ids;
  }
}
