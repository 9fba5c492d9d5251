package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A confusion matrix: how often each value was answered for each right value.
///
/// @param counts by right value, then by answered value; pairs that do not occur are left out
public record ConfusionTable(Map<String, Map<String, Integer>> counts) {

  public ConfusionTable {
    Map<String, Map<String, Integer>> copy = new TreeMap<>();
    counts.forEach(
        (right, answered) -> copy.put(right, Collections.unmodifiableMap(new TreeMap<>(answered))));
    counts = Collections.unmodifiableMap(copy);
  }

  /// The scores of one value.
  ///
  /// @param precision share of the answers with this value that are right; NaN without any
  /// @param recall share of the labels with this value that are found; NaN without any
  /// @param f1 harmonic mean of precision and recall; 0 if nothing is found
  /// @param support number of labels with this value
  /// @param answered number of answers with this value
  public record ClassScore(
      String token, double precision, double recall, double f1, int support, int answered) {}

  /// Counts pairs of label and answer; both lists are in the same order.
  static ConfusionTable of(List<String> labels, List<String> answers) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      counts
          .computeIfAbsent(labels.get(i), _ -> new HashMap<>())
          .merge(answers.get(i), 1, Integer::sum);
    }
    return new ConfusionTable(counts);
  }

  /// The values that occur as a label or an answer, in alphabetical order.
  public List<String> tokens() {
    TreeMap<String, Boolean> tokens = new TreeMap<>();
    counts.forEach(
        (right, answered) -> {
          tokens.put(right, true);
          answered.keySet().forEach(token -> tokens.put(token, true));
        });
    return List.copyOf(tokens.keySet());
  }

  public int count(String right, String answered) {
    return counts.getOrDefault(right, Map.of()).getOrDefault(answered, 0);
  }

  /// The scores of each value that occurs as a label or an answer, in alphabetical order.
  public List<ClassScore> classes() {
    Map<String, Integer> answered = new HashMap<>();
    counts
        .values()
        .forEach(row -> row.forEach((token, n) -> answered.merge(token, n, Integer::sum)));
    List<ClassScore> scores = new ArrayList<>();
    for (String token : tokens()) {
      int found = count(token, token);
      int support = counts.getOrDefault(token, Map.of()).values().stream().mapToInt(n -> n).sum();
      int named = answered.getOrDefault(token, 0);
      scores.add(
          new ClassScore(
              token,
              named == 0 ? Double.NaN : (double) found / named,
              support == 0 ? Double.NaN : (double) found / support,
              f1(found, support, named),
              support,
              named));
    }
    return scores;
  }

  /// The unweighted mean F1 of the values that occur as a label or an answer.
  public double macroF1() {
    return classes().stream().mapToDouble(ClassScore::f1).average().orElse(Double.NaN);
  }

  static double f1(int found, int support, int named) {
    return 2.0 * found / (support + named);
  }
}
