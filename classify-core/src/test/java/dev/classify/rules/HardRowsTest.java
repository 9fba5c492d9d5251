package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Difficult rows with the required parts of their answers, by row number.
class HardRowsTest {

  private static final double LOW = 0.5;

  private final RulesClassifier classifier = ShippedRules.CLASSIFIER;

  @Test
  void difficultRowsAreClassifiedAsTheirNotesSay() {
    Map<Integer, Indicator> rows = SharedData.require().hard();
    for (Map.Entry<Integer, String> wanted : wanted().entrySet()) {
      Indicator indicator = rows.get(wanted.getKey());
      assertThat(indicator).as("row %s", wanted.getKey()).isNotNull();
      if (indicator != null) {
        assertThat(written(classifier.classify(indicator)).split(" ", -1))
            .as("row %s: %s", wanted.getKey(), indicator.name())
            .contains(wanted.getValue().split(" ", -1));
      }
    }
  }

  @Test
  void everyDifficultRowIsAnsweredConsistently() {
    SharedData.require()
        .hard()
        .forEach(
            (row, indicator) ->
                assertThat(ConsistencyMatrix.check(classifier.classify(indicator)))
                    .as("row %s", row)
                    .isEmpty());
  }

  @Test
  void conflictsAndExtraFactorsAreNamed() {
    Map<Integer, Indicator> rows = SharedData.require().hard();

    assertThat(reasoning(rows.get(13))).contains("extra factor 100");
    assertThat(reasoning(rows.get(62))).contains("extra factor 100");
    assertThat(reasoning(rows.get(36))).contains("Conflict");
    assertThat(reasoning(rows.get(37))).contains("against periodicity");
    assertThat(reasoning(rows.get(38))).contains("Conflict");
    assertThat(reasoning(rows.get(39))).contains("Conflict");
    assertThat(reasoning(rows.get(40))).contains("do not add up");
  }

  private String reasoning(@Nullable Indicator indicator) {
    return indicator == null ? "" : classifier.classify(indicator).reasoning();
  }

  private static String written(Classification answer) {
    return String.join(
        " ",
        answer.unitType().token(),
        answer.scale().token(),
        answer.currency() == null ? "no-currency" : answer.currency(),
        answer.reportingFrequency().token(),
        answer.timeBasis().token(),
        answer.cumulativePattern().token(),
        answer.family().token() + "/" + answer.indicatorType().token(),
        answer.heatMapOrientation().token(),
        answer.confidence() <= LOW ? "low" : "sure");
  }

  private static Map<Integer, String> wanted() {
    Map<Integer, String> wanted = new HashMap<>();
    wanted.put(1, "unknown low");
    wanted.put(2, "unknown low");
    wanted.put(3, "percentage numeric-measurement/percentage");
    wanted.put(4, "index composite-derived/index monthly");
    wanted.put(5, "currency-amount USD price-value/price");
    wanted.put(6, "currency-amount EUR millions physical-fundamental/balance");
    wanted.put(7, "percentage price-value/rate monthly");
    wanted.put(8, "currency-amount USD billions physical-fundamental/flow");
    wanted.put(9, "count monthly");
    wanted.put(10, "percentage numeric-measurement/percentage lower-is-positive");
    wanted.put(11, "currency-amount USD millions physical-fundamental/stock");
    wanted.put(12, "currency-amount USD millions physical-fundamental/flow");
    wanted.put(13, "currency-amount CNY millions cumulative ytd");
    wanted.put(14, "index qualitative/sentiment quarterly");
    wanted.put(15, "currency-amount RUB billions cumulative ytd");
    wanted.put(16, "percentage change-movement/rate neutral monthly");
    wanted.put(17, "physical numeric-measurement/count");
    wanted.put(18, "percentage change-movement/rate neutral");
    wanted.put(19, "percentage numeric-measurement/percentage");
    wanted.put(20, "currency-amount USD physical-fundamental/flow");
    wanted.put(21, "count numeric-measurement/count");
    wanted.put(22, "currency-amount USD physical-fundamental/stock");
    wanted.put(23, "percentage numeric-measurement/percentage");
    wanted.put(24, "currency-amount no-currency billions physical-fundamental/stock");
    wanted.put(25, "percentage change-movement/rate neutral");
    wanted.put(26, "currency-amount KES price-value/rate");
    wanted.put(27, "count numeric-measurement/count");
    wanted.put(28, "index composite-derived/index neutral");
    wanted.put(29, "currency-amount USD physical-fundamental/stock");
    wanted.put(30, "currency-amount physical-fundamental/balance");
    wanted.put(31, "currency-amount USD physical-fundamental/flow higher-is-positive");
    wanted.put(32, "count numeric-measurement/count");
    wanted.put(33, "percentage numeric-measurement/ratio");
    wanted.put(34, "currency-amount USD physical-fundamental/stock");
    wanted.put(36, "low");
    wanted.put(37, "index monthly");
    wanted.put(38, "currency-amount millions physical-fundamental/stock");
    wanted.put(39, "currency-amount PLN billions");
    wanted.put(40, "physical periodic per-period");
    wanted.put(41, "count numeric-measurement/count per-period");
    wanted.put(42, "currency-amount AMD quarterly periodic physical-fundamental/flow");
    wanted.put(43, "currency-amount no-currency cumulative ytd");
    wanted.put(44, "currency-amount PKR cumulative ytd");
    wanted.put(45, "count thousands periodic point-in-time");
    wanted.put(50, "currency-amount ZAR daily price-value/rate");
    wanted.put(53, "index monthly composite-derived/index");
    wanted.put(54, "currency-amount USD annual periodic physical-fundamental/flow");
    wanted.put(55, "currency-amount raw-units ZWL");
    wanted.put(56, "percentage no-currency");
    wanted.put(57, "currency-amount ALL millions");
    wanted.put(58, "count thousands no-currency");
    wanted.put(59, "rate no-currency");
    wanted.put(60, "percentage numeric-measurement/spread");
    wanted.put(61, "percentage change-movement/rate");
    wanted.put(62, "currency-amount KRW millions");
    wanted.put(63, "unknown low");
    wanted.put(64, "percentage price-value/rate low");
    wanted.put(67, "physical thousands");
    return wanted;
  }
}
