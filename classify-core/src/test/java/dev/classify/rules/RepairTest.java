package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepairTest {

  private static final Repair REPAIR = ShippedRules.TABLES.repair();

  @ParameterizedTest
  @EnumSource(UnitType.class)
  void contradictoryAnswerIsRepairedAndSaysSo(UnitType unitType) {
    Classification repaired = REPAIR.apply(answer(unitType, IndicatorType.STOCK));

    assertThat(ConsistencyMatrix.check(repaired)).isEmpty();
    assertThat(repaired.unitType()).isEqualTo(unitType);
    assertThat(repaired.confidence()).isLessThanOrEqualTo(0.6);
    assertThat(repaired.reasoning()).contains("Repaired: section 12.");
  }

  @Test
  void consistentAnswerStaysAsItIs() {
    Classification answer = answer(UnitType.PERCENTAGE, IndicatorType.PERCENTAGE);
    Classification consistent =
        new Classification(
            UnitType.PERCENTAGE,
            Scale.PERCENT,
            null,
            ReportingFrequency.MONTHLY,
            TimeBasis.POINT_IN_TIME,
            CumulativePattern.PERIODIC,
            Family.NUMERIC_MEASUREMENT,
            IndicatorType.PERCENTAGE,
            TemporalAggregation.POINT_IN_TIME,
            HeatMapOrientation.NEUTRAL,
            0.9,
            answer.reasoning());

    assertThat(REPAIR.apply(consistent)).isSameAs(consistent);
  }

  @Test
  void repairedFieldsAreMarkedAndTheirConfidenceIsLimited() {
    DecidedAnswer given =
        DecidedAnswer.whole(
            answer(UnitType.INDEX, IndicatorType.STOCK), DecidedBy.MODEL, ConfidenceKind.STATED);
    DecidedAnswer repaired = REPAIR.apply(given);

    assertThat(ConsistencyMatrix.check(repaired.answer())).isEmpty();
    for (AnswerField field : AnswerField.values()) {
      boolean changed = !field.token(repaired.answer()).equals(field.token(given.answer()));
      assertThat(repaired.fields().of(field))
          .as(field.column())
          .isEqualTo(
              changed
                  ? Optional.of(new FieldDecision(DecidedBy.REPAIR, ConfidenceKind.STATED, 0.6))
                  : given.fields().of(field));
    }
  }

  /// Contradictory in unit, type, time and accumulation at once.
  private static Classification answer(UnitType unitType, IndicatorType type) {
    return new Classification(
        unitType,
        Scale.PERCENT,
        "USD",
        ReportingFrequency.ANNUAL,
        TimeBasis.CUMULATIVE,
        CumulativePattern.YTD,
        Family.NUMERIC_MEASUREMENT,
        type,
        TemporalAggregation.PERIOD_TOTAL,
        HeatMapOrientation.NEUTRAL,
        0.9,
        "Test.");
  }
}
