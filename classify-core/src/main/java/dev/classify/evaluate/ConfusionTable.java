package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often a value was answered where another one is right.
///
/// @param counts by the right value, then by the answered one; only what occurs
public record ConfusionTable(Map<String, Map<String, Integer>> counts) {

  public ConfusionTable {
    Map<String, Map<String, Integer>> copy = new TreeMap<>();
    counts.forEach(
        (right, answered) -> copy.put(right, Collections.unmodifiableMap(new TreeMap<>(answered))));
    counts = Collections.unmodifiableMap(copy);
  }

  /// How one value fares.
  ///
  /// @param precision of the answers that name it, the share that is right; NaN where none does
  /// @param recall of the labels that name it, the share that is found; NaN where none does
  /// @param f1 the harmonic mean of both, 0 where nothing is found
  /// @param support labels that name it
  /// @param answered answers that name it
  public record ClassScore(
      String token, double precision, double recall, double f1, int support, int answered) {}

  /// Counts pairs, the right values and the answers in the same order.
  static ConfusionTable of(List<String> labels, List<String> answers) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      counts
          .computeIfAbsent(labels.get(i), _ -> new HashMap<>())
          .merge(answers.get(i), 1, Integer::sum);
    }
    return new ConfusionTable(counts);
  }

  /// The values that are a label or an answer, in their order.
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

  /// Each value that is a label or an answer, in their order.
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

  /// The mean F1 of the values that are a label or an answer, each of the same weight.
  public double macroF1() {
    return classes().stream().mapToDouble(ClassScore::f1).average().orElse(Double.NaN);
  }

  static double f1(int found, int support, int named) {
    return 2.0 * found / (support + named);
  }
}
