package dev.classify.rules;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.Consistency;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.UnitType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Replaces what the consistency matrix refuses; the last step of every answer.
public final class Repair {

  private final MeaningTable meanings;

  Repair(MeaningTable meanings) {
    this.meanings = meanings;
  }

  /// The answer made consistent, whether the rules, a model or a person gave it: in the one way
  /// that the scheme leaves, else by what the unit alone means. Changed fields are marked as
  /// repaired.
  public DecidedAnswer apply(DecidedAnswer decided) {
    Classification given = decided.answer();
    return switch (Consistency.of(given)) {
      case Consistency.Sound _ -> decided;
      case Consistency.Repaired repaired -> marked(decided, repaired.answer());
      case Consistency.Undecided _ -> marked(decided, apply(given));
    };
  }

  private static DecidedAnswer marked(DecidedAnswer decided, Classification repaired) {
    Map<AnswerField, FieldDecision> fields = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      boolean changed = !field.token(decided.answer()).equals(field.token(repaired));
      decided
          .fields()
          .of(field)
          .ifPresent(before -> fields.put(field, changed ? repaired(before) : before));
    }
    return new DecidedAnswer(repaired, new FieldDecisions(fields), decided.attributes());
  }

  private static FieldDecision repaired(FieldDecision before) {
    return new FieldDecision(
        DecidedBy.REPAIR,
        before.kind(),
        Math.min(before.confidence(), Confidence.CONTRADICTION_MAX));
  }

  /// The answer made consistent; the same object where it already is.
  public Classification apply(Classification answer) {
    List<Contradiction> found = ConsistencyMatrix.check(answer);
    return found.isEmpty() ? answer : repaired(answer, found);
  }

  private Classification repaired(Classification answer, List<Contradiction> found) {
    Meaning meaning = meanings.plain(plainForm(answer.unitType()));
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

  private static NumberForm plainForm(UnitType unitType) {
    return switch (unitType) {
      case PERCENTAGE -> NumberForm.PERCENT;
      case INDEX -> NumberForm.INDEX;
      case COUNT -> NumberForm.COUNT;
      case CURRENCY_AMOUNT -> NumberForm.MONEY;
      case PHYSICAL -> NumberForm.PHYSICAL;
      case RATE -> NumberForm.RATE;
      case RATIO -> NumberForm.RATIO;
      case DURATION -> NumberForm.DURATION;
      case UNKNOWN -> NumberForm.UNKNOWN;
    };
  }
}
