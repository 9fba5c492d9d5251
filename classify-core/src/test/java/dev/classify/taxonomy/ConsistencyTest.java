package dev.classify.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistencyTest {

  @Test
  void consistentAnswerIsUnchanged() {
    Classification answer =
        answer(
            "count,raw-units,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time");

    assertThat(Consistency.of(answer)).isEqualTo(new Consistency.Sound(answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The unit decides scale and currency.
        "percentage,millions,USD,annual,per-period,unknown,change-movement,rate,period-rate"
            + " | percentage,percent,,annual,per-period,unknown,change-movement,rate,period-rate",
        "count,percent,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time |"
            + " count,raw-units,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time",
        // A stock is a reading at a moment.
        "currency-amount,billions,USD,monthly,per-period,periodic,physical-fundamental,stock,point-in-time"
            + " | currency-amount,billions,USD,monthly,point-in-time,periodic,physical-fundamental,stock,point-in-time",
        // Only totals add up over the periods of a flow.
        "currency-amount,billions,USD,quarterly,per-period,periodic,physical-fundamental,flow,period-average"
            + " | currency-amount,billions,USD,quarterly,per-period,periodic,physical-fundamental,flow,period-total",
        // A type that belongs to only one family.
        "index,index,,monthly,per-period,periodic,numeric-measurement,index,period-average"
            + " | index,index,,monthly,per-period,periodic,composite-derived,index,period-average",
        // Two of three fields say that the series accumulates.
        "currency-amount,millions,CNY,monthly,cumulative,ytd,physical-fundamental,flow,period-total"
            + " | currency-amount,millions,CNY,monthly,cumulative,ytd,physical-fundamental,flow,period-cumulative"
      })
  void theOnlyPossibleRepairIsApplied(String given, String expected) {
    Consistency.Repaired repaired = (Consistency.Repaired) Consistency.of(answer(given));

    assertThat(repaired.answer())
        .usingRecursiveComparison()
        .ignoringFields("confidence", "reasoning")
        .isEqualTo(answer(expected));
    assertThat(repaired.answer().confidence()).isEqualTo(0.6);
    assertThat(repaired.answer().reasoning()).startsWith("Repaired by section 12.");
    assertThat(repaired.contradictions()).isNotEmpty();
    assertThat(ConsistencyMatrix.check(repaired.answer())).isEmpty();
  }

  @Test
  void unknownUnitLimitsTheConfidence() {
    Classification answer =
        answer(
            "unknown,raw-units,,annual,point-in-time,unknown,composite-derived,index,point-in-time");

    Consistency.Repaired repaired = (Consistency.Repaired) Consistency.of(answer);

    assertThat(repaired.answer().confidence()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A reading or an average?
        "percentage,percent,,monthly,point-in-time,periodic,price-value,rate,period-average",
        // A part of people, or a number of them?
        "count,raw-units,,annual,point-in-time,unknown,numeric-measurement,percentage,point-in-time",
        // Money that is no money in three fields.
        "percentage,percent,,annual,point-in-time,unknown,physical-fundamental,stock,point-in-time",
        // A year to date or a running total?
        "count,raw-units,,monthly,cumulative,periodic,numeric-measurement,count,period-cumulative"
      })
  void ambiguousRepairIsNotApplied(String given) {
    Classification answer = answer(given);

    assertThat(Consistency.of(answer))
        .isEqualTo(new Consistency.Undecided(answer, ConsistencyMatrix.check(answer)));
  }

  private static Classification answer(String fields) {
    return ConsistencyMatrixTest.answer(fields.strip(), 0.9);
  }
}
