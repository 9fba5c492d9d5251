package dev.classify.rules;

import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.text.CsvTable.Row;
import java.util.List;

/// Holds the rows of meanings.csv against the consistency matrix: what they mean must be an answer
/// that can stand.
final class MeaningCheck {

  private MeaningCheck() {}

  static void check(Row row, Meaning meaning) {
    List<Contradiction> found = ConsistencyMatrix.check(answer(meaning));
    if (!found.isEmpty()) {
      row.require(
          false,
          "type",
          "contradicts docs/scheme.md %s: %s"
              .formatted(found.getFirst().section(), found.getFirst().sentence()),
          "choose a family, type and aggregation that this section allows");
    }
  }

  private static Classification answer(Meaning meaning) {
    TemporalAggregation aggregation = meaning.aggregation(ReportingFrequency.MONTHLY, false);
    return new Classification(
        meaning.form().unitType(),
        Scales.fitting(meaning.form().unitType(), Scale.RAW_UNITS),
        null,
        ReportingFrequency.MONTHLY,
        Meaning.basis(aggregation),
        CumulativePattern.UNKNOWN,
        meaning.family(),
        meaning.type(),
        aggregation,
        HeatMapOrientation.NEUTRAL,
        0.5,
        "");
  }
}
