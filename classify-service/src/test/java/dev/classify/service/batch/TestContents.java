package dev.classify.service.batch;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.UnitType;
import dev.classify.triage.Triage;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Open contents and answers to them.
public final class TestContents {

  public static final Indicator INDICATOR =
      new Indicator(
          "ID",
          "Consumer prices",
          "USD mn",
          null,
          null,
          "Monthly",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of());

  static final RuleTables TABLES = RuleTables.shipped();
  static final DecidedAnswer DECIDED = new RulesClassifier(TABLES).decide(INDICATOR);

  static final Classification BY_RULES = DECIDED.answer();

  private TestContents() {}

  /// This many different contents, with this maximum number of contents in a request.
  static List<PendingContent> open(int contents, int together) {
    return IntStream.range(0, contents)
        .mapToObj(i -> PendingContent.of(new Triage.Ask("hash " + i, INDICATOR, DECIDED), together))
        .toList();
  }

  /// The answer of the rules as if a model had given it.
  public static Classification answer(double confidence) {
    return answer(confidence, BY_RULES.currency());
  }

  public static Classification answer(double confidence, @Nullable String currency) {
    return answer(BY_RULES.unitType(), confidence, currency);
  }

  /// An index counted in a currency.
  static Classification contradictory() {
    return answer(UnitType.INDEX, 0.9, "USD");
  }

  /// As the first model gives it.
  static PendingContent.AnswerByModel said(Classification answer) {
    return new PendingContent.AnswerByModel(
        DecidedAnswer.whole(answer, DecidedBy.MODEL, ConfidenceKind.STATED), "first");
  }

  static PendingContent.AnswerByModel saidInReview(Classification answer) {
    return new PendingContent.AnswerByModel(
        DecidedAnswer.whole(answer, DecidedBy.REVIEW_MODEL, ConfidenceKind.STATED), "second");
  }

  private static Classification answer(
      UnitType unitType, double confidence, @Nullable String currency) {
    Classification rules = BY_RULES;
    return new Classification(
        unitType,
        rules.scale(),
        currency,
        rules.reportingFrequency(),
        rules.timeBasis(),
        rules.cumulativePattern(),
        rules.family(),
        rules.indicatorType(),
        rules.temporalAggregation(),
        rules.heatMapOrientation(),
        confidence,
        "because");
  }
}
