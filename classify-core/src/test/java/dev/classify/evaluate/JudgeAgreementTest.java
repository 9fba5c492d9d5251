package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeAgreementTest {

  /// J. Cohen, Weighted kappa, Psychological Bulletin 70, 1968: 200 cases, kappa 0.492.
  @Test
  void kappaIsThatOfCohensExample() {
    List<JudgeAgreement.Values> rows = new ArrayList<>();
    int[][] cases = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
    for (int one = 0; one < 3; one++) {
      for (int other = 0; other < 3; other++) {
        rows.addAll(
            Collections.nCopies(
                cases[one][other], new JudgeAgreement.Values("v" + one, "v" + other)));
      }
    }
    assertThat(JudgeAgreement.kappa(rows)).isCloseTo(0.492, within(0.0005));
  }

  /// K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011, example C: four observers,
  /// twelve units, missing values, alpha 0.743 for nominal data.
  @Test
  void alphaIsThatOfKrippendorffsExampleWithMissingValues() {
    List<String> observers =
        List.of(
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .");
    assertThat(JudgeAgreement.alpha(units(observers))).isCloseTo(0.743, within(0.0005));
  }

  /// The same paper, example B: two observers, twelve articles, alpha 0.692.
  @Test
  void alphaIsThatOfKrippendorffsExampleOfTwoObservers() {
    List<String> observers = List.of("a a b b d c c c e d d a", "b a b b b c c c e d d d");
    assertThat(JudgeAgreement.alpha(units(observers))).isCloseTo(0.692, within(0.0005));
  }

  private static List<List<String>> units(List<String> observers) {
    List<List<String>> units = new ArrayList<>();
    for (int unit = 0; unit < observers.getFirst().split(" ", -1).length; unit++) {
      int place = unit;
      units.add(
          observers.stream()
              .map(values -> values.split(" ", -1)[place])
              .filter(value -> !value.equals("."))
              .toList());
    }
    return units;
  }

  @Test
  void chanceGivesNoAgreement() {
    List<JudgeAgreement.Values> rows = new ArrayList<>();
    for (String one : List.of("a", "b")) {
      for (String other : List.of("a", "b")) {
        rows.add(new JudgeAgreement.Values(one, other));
      }
    }
    assertThat(JudgeAgreement.kappa(rows)).isZero();
  }

  @Test
  void oneValueForAllRowsShowsNoAgreementBeyondChance() {
    assertThat(JudgeAgreement.kappa(List.of(new JudgeAgreement.Values("a", "a")))).isNaN();
    assertThat(JudgeAgreement.alpha(List.of(List.of("a", "a"), List.of("a", "a")))).isNaN();
    assertThat(JudgeAgreement.kappa(List.of())).isNaN();
    assertThat(JudgeAgreement.alpha(List.of(List.of("a"), List.of()))).isNaN();
  }

  private static JudgedValues judged(String row, String judge, String... types) {
    return new JudgedValues(
        row,
        judge,
        Arrays.stream(types)
            .findFirst()
            .map(type -> Map.of(AnswerField.UNIT_TYPE, type))
            .orElse(Map.of()));
  }

  @Test
  void fieldCountsTheRowsThatSeveralHaveJudged() {
    List<FieldAgreement> fields =
        JudgeAgreement.of(
            List.of(
                judged("1", "ada", "index"),
                judged("1", "ben", "index"),
                judged("1", "cem", "index"),
                judged("2", "ben", "index"),
                judged("2", "ada", "percentage"),
                judged("3", "ada", "index"),
                judged("4", "ada"),
                judged("4", "ben", "index")));
    assertThat(fields).hasSize(1);
    FieldAgreement unit = fields.getFirst();
    assertThat(unit.field()).isEqualTo(AnswerField.UNIT_TYPE);
    assertThat(unit.rows()).isEqualTo(2);
    assertThat(unit.agreed()).isEqualTo(1);
    assertThat(unit.pairs())
        .extracting(
            pair -> pair.judge() + " " + pair.other() + " " + pair.agreed() + "/" + pair.rows())
        .containsExactly("ada ben 1/2", "ada cem 1/1", "ben cem 1/1");
  }

  @Test
  void oneJudgeHasNobodyToAgreeWith() {
    assertThat(JudgeAgreement.of(List.of(judged("1", "ada", "index"), judged("2", "ada", "index"))))
        .isEmpty();
  }
}
