package dev.classify.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.rules.ShippedRules;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrectionTest {

  private static final DecidedAnswer DOUBTFUL =
      DecidedAnswer.whole(
          new Classification(
              UnitType.CURRENCY_AMOUNT,
              Scale.MILLIONS,
              "EUR",
              ReportingFrequency.ANNUAL,
              TimeBasis.PER_PERIOD,
              CumulativePattern.PERIODIC,
              Family.PHYSICAL_FUNDAMENTAL,
              IndicatorType.FLOW,
              TemporalAggregation.PERIOD_TOTAL,
              HeatMapOrientation.NEUTRAL,
              0.4,
              "A guess."),
          DecidedBy.RULES,
          ConfidenceKind.RULE);

  @Test
  void confirmedAnswerIsUnchangedAndCertain() {
    CorrectionResult.Sound sound = sound(Map.of());
    assertThat(sound.corrected()).isEmpty();
    assertThat(sound.decided().answer().confidence()).isOne();
    assertThat(sound.decided().answer().reasoning()).isEqualTo("A guess.");
    assertThat(sound.decided().fields().of(AnswerField.FAMILY))
        .contains(new FieldDecision(DecidedBy.RULES, ConfidenceKind.PERSON, 1));
  }

  @Test
  void correctedFieldIsCreditedToThePersonAndReasoningKeepsTheOldValue() {
    CorrectionResult.Sound sound =
        sound(
            Map.of(
                AnswerField.CURRENCY, AnswerField.NO_CURRENCY,
                AnswerField.SCALE, "millions",
                AnswerField.HEAT_MAP_ORIENTATION, "higher-is-positive"));
    assertThat(sound.corrected())
        .containsExactlyInAnyOrder(AnswerField.CURRENCY, AnswerField.HEAT_MAP_ORIENTATION);
    assertThat(sound.decided().answer().currency()).isNull();
    assertThat(sound.decided().answer().reasoning())
        .contains("currency: none instead of EUR, by ann.");
    assertThat(sound.decided().fields().of(AnswerField.CURRENCY))
        .contains(new FieldDecision(DecidedBy.PERSON, ConfidenceKind.PERSON, 1));
  }

  @Test
  void unknownValueIsReportedWithTheVocabulary() {
    CorrectionResult outcome =
        correct(Map.of(AnswerField.FAMILY, "prices", AnswerField.CURRENCY, "EURO"));
    assertThat(outcome).isInstanceOf(CorrectionResult.UnknownValues.class);
    assertThat(((CorrectionResult.UnknownValues) outcome).problems())
        .anyMatch(problem -> problem.contains("'prices'") && problem.contains("price-value"))
        .anyMatch(problem -> problem.contains("'EURO'") && problem.contains("ISO 4217"))
        .hasSize(2);
  }

  @Test
  void contradictionIsReportedWithTheRuleAndTheFix() {
    CorrectionResult outcome = correct(Map.of(AnswerField.TIME_BASIS, "point-in-time"));
    assertThat(outcome).isInstanceOf(CorrectionResult.Contradictory.class);
    CorrectionResult.Contradictory broken = (CorrectionResult.Contradictory) outcome;
    assertThat(broken.contradictions()).isNotEmpty();
    assertThat(broken.contradictions().getFirst().section()).startsWith("12.");
    assertThat(broken.fix()).doesNotContainKey(AnswerField.TIME_BASIS);
  }

  @Test
  void unitImpliedByAnotherFieldIsOfferedAsAFix() {
    CorrectionResult outcome =
        correct(
            Map.of(
                AnswerField.UNIT_TYPE, "percentage",
                AnswerField.FAMILY, "change-movement",
                AnswerField.INDICATOR_TYPE, "rate",
                AnswerField.TEMPORAL_AGGREGATION, "period-rate"));
    assertThat(outcome).isInstanceOf(CorrectionResult.Contradictory.class);
    assertThat(((CorrectionResult.Contradictory) outcome).fix())
        .isEqualTo(
            Map.of(AnswerField.SCALE, "percent", AnswerField.CURRENCY, AnswerField.NO_CURRENCY));
  }

  @Test
  void unknownUnitLimitsConfidenceToAHalf() {
    CorrectionResult.Sound sound =
        sound(
            Map.of(
                AnswerField.UNIT_TYPE, "unknown",
                AnswerField.SCALE, "raw-units",
                AnswerField.CURRENCY, AnswerField.NO_CURRENCY,
                AnswerField.FAMILY, "numeric-measurement",
                AnswerField.INDICATOR_TYPE, "count",
                AnswerField.TEMPORAL_AGGREGATION, "period-total"));
    assertThat(sound.decided().answer().confidence()).isEqualTo(0.5);
  }

  private static CorrectionResult.Sound sound(Map<AnswerField, String> tokens) {
    CorrectionResult outcome = correct(tokens);
    assertThat(outcome).isInstanceOf(CorrectionResult.Sound.class);
    return (CorrectionResult.Sound) outcome;
  }

  private static CorrectionResult correct(Map<AnswerField, String> tokens) {
    return new Correction("ann", tokens).applyTo(DOUBTFUL, ShippedRules.TABLES.currencyCodes());
  }
}
