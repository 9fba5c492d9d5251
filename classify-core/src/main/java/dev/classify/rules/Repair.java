package dev.classify.rules;

import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.UnitType;
import java.util.List;
import java.util.stream.Collectors;

/// The last step of every answer: what the matrix refuses is replaced by what the unit alone means.
public final class Repair {

  private Repair() {}

  /// The answer itself where it is consistent.
  public static Classification apply(Classification answer) {
    List<Contradiction> found = ConsistencyMatrix.check(answer);
    return found.isEmpty() ? answer : repaired(answer, found);
  }

  private static Classification repaired(Classification answer, List<Contradiction> found) {
    Meaning meaning = Meanings.plain(plainForm(answer.unitType()));
    TemporalAggregation aggregation = meaning.aggregation(answer.reportingFrequency(), false);
    String rules =
        found.stream().map(Contradiction::section).distinct().collect(Collectors.joining(", "));
    return new Classification(
        answer.unitType(),
        Scales.fitting(answer.unitType(), answer.scale()),
        answer.currencyDenominated() ? answer.currency() : null,
        answer.reportingFrequency(),
        Meaning.basis(aggregation),
        answer.cumulative() ? CumulativePattern.UNKNOWN : answer.cumulativePattern(),
        meaning.family(),
        meaning.type(),
        aggregation,
        answer.heatMapOrientation(),
        Math.min(answer.confidence(), Confidence.CONTRADICTION_MAX),
        answer.reasoning() + " Repaired: section " + rules + " was broken, the unit decides.");
  }

  private static Form plainForm(UnitType unitType) {
    return switch (unitType) {
      case PERCENTAGE -> Form.PERCENT;
      case INDEX -> Form.INDEX;
      case COUNT -> Form.COUNT;
      case CURRENCY_AMOUNT -> Form.MONEY;
      case PHYSICAL -> Form.PHYSICAL;
      case RATE -> Form.RATE;
      case RATIO -> Form.RATIO;
      case DURATION -> Form.DURATION;
      case UNKNOWN -> Form.UNKNOWN;
    };
  }
}
