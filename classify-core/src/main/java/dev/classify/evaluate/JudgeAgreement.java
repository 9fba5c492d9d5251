package dev.classify.evaluate;

import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Measures how far people who judge the same answers agree.
public final class JudgeAgreement {

  private JudgeAgreement() {}

  /// The agreement about each field that at least two judges gave a value for a row.
  public static List<FieldAgreement> of(List<JudgedValues> judgements) {
    Map<String, TreeMap<String, Map<AnswerField, String>>> byRow = new TreeMap<>();
    for (JudgedValues one : judgements) {
      byRow.computeIfAbsent(one.row(), _ -> new TreeMap<>()).put(one.judge(), one.values());
    }
    byRow.values().removeIf(judged -> judged.size() < 2);
    return Arrays.stream(AnswerField.values())
        .map(field -> of(field, byRow.values()))
        .filter(agreement -> agreement.rows() > 0)
        .toList();
  }

  private static FieldAgreement of(
      AnswerField field, Collection<? extends Map<String, Map<AnswerField, String>>> judged) {
    List<TreeMap<String, String>> rows = new ArrayList<>();
    for (Map<String, Map<AnswerField, String>> byJudge : judged) {
      TreeMap<String, String> values = new TreeMap<>();
      byJudge.forEach(
          (judge, fields) -> {
            String value = fields.get(field);
            if (value != null) {
              values.put(judge, value);
            }
          });
      if (values.size() > 1) {
        rows.add(values);
      }
    }
    int agreed = 0;
    Map<String, TreeMap<String, List<Values>>> pairs = new TreeMap<>();
    for (TreeMap<String, String> row : rows) {
      agreed += row.values().stream().distinct().count() == 1 ? 1 : 0;
      row.forEach(
          (judge, value) ->
              row.tailMap(judge, false)
                  .forEach(
                      (other, otherValue) ->
                          pairs
                              .computeIfAbsent(judge, _ -> new TreeMap<>())
                              .computeIfAbsent(other, _ -> new ArrayList<>())
                              .add(new Values(value, otherValue))));
    }
    List<FieldAgreement.Pair> measured = new ArrayList<>();
    pairs.forEach(
        (judge, others) ->
            others.forEach((other, values) -> measured.add(pair(judge, other, values))));
    return new FieldAgreement(
        field, rows.size(), agreed, alpha(rows.stream().map(Map::values).toList()), measured);
  }

  private static FieldAgreement.Pair pair(String judge, String other, List<Values> values) {
    int same = (int) values.stream().filter(Values::same).count();
    return new FieldAgreement.Pair(judge, other, values.size(), same, kappa(values));
  }

  /// The values that two judges give to the same row.
  record Values(String one, String other) {

    boolean same() {
      return one.equals(other);
    }
  }

  /// Cohen's kappa: the agreement of two judges beyond that of two who give the same values as
  /// often without looking at the rows; 1 is full agreement, 0 that of chance (J. Cohen,
  /// Educational and Psychological Measurement 20, 1960).
  ///
  /// @return NaN without rows, or if both give one and the same value to all rows: then nobody can
  ///     tell agreement from chance
  static double kappa(List<Values> rows) {
    Map<String, Integer> ones = new HashMap<>();
    Map<String, Integer> others = new HashMap<>();
    double same = 0;
    for (Values row : rows) {
      ones.merge(row.one(), 1, Integer::sum);
      others.merge(row.other(), 1, Integer::sum);
      same += row.same() ? 1 : 0;
    }
    double count = rows.size();
    double byChance = 0;
    for (Map.Entry<String, Integer> one : ones.entrySet()) {
      byChance += one.getValue() / count * (others.getOrDefault(one.getKey(), 0) / count);
    }
    return byChance == 1 ? Double.NaN : (same / count - byChance) / (1 - byChance);
  }

  /// Krippendorff's alpha for nominal values: the agreement of any number of judges, and each may
  /// have judged only some rows; 1 is full agreement, 0 that of chance (K. Krippendorff,
  /// Computing Krippendorff's alpha-reliability, University of Pennsylvania, 2011).
  ///
  /// @param rows the values of each row; a row with one value does not count
  /// @return NaN if no row has two values, or if all values are the same
  static double alpha(List<? extends Collection<String>> rows) {
    // How often each value occurs in rows with several, and how much of that disagrees.
    Map<String, Double> occurrences = new HashMap<>();
    double count = 0;
    double disagreeing = 0;
    for (Collection<String> row : rows) {
      if (row.size() < 2) {
        continue;
      }
      Map<String, Integer> inRow = new HashMap<>();
      row.forEach(value -> inRow.merge(value, 1, Integer::sum));
      for (Map.Entry<String, Integer> value : inRow.entrySet()) {
        occurrences.merge(value.getKey(), (double) value.getValue(), Double::sum);
        disagreeing +=
            (double) value.getValue() * (row.size() - value.getValue()) / (row.size() - 1);
      }
      count += row.size();
    }
    double total = count;
    double expected =
        occurrences.values().stream().mapToDouble(times -> times * (total - times)).sum();
    return expected == 0 ? Double.NaN : 1 - (total - 1) * disagreeing / expected;
  }
}
