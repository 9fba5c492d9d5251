package dev.classify.triage;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.rules.ShippedRules;
import dev.classify.taxonomy.Classification;
import java.util.Arrays;
import java.util.List;

/// Rows that the rules are sure of, unsure of, or fail on.
final class TriageRows {

  private record Row(Indicator indicator, Outcome byRules) implements TriageRow {}

  private TriageRows() {}

  /// A row for each of `sure`, `unsure` and `broken`, which is its id and its name.
  static List<TriageRow> of(String... kinds) {
    return Arrays.stream(kinds).map(TriageRows::of).toList();
  }

  private static TriageRow of(String kind) {
    return switch (kind) {
      case "sure" -> row(kind, kind, 0.9);
      case "unsure" -> unsure(kind, kind);
      case "broken" -> {
        Indicator indicator = indicator(kind, kind);
        yield new Row(
            indicator,
            new Outcome.Rejected(kind, ContentHash.of(indicator), "rules", "they failed"));
      }
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  static TriageRow unsure(String id, String name) {
    return row(id, name, 0.3);
  }

  private static TriageRow row(String id, String name, double confidence) {
    Indicator indicator = indicator(id, name);
    return new Row(
        indicator,
        new Outcome.Classified(
            id,
            ContentHash.of(indicator),
            DecidedAnswer.whole(
                answer(indicator, confidence), DecidedBy.RULES, ConfidenceKind.RULE),
            null));
  }

  /// The first of these rows, with these attributes.
  static TriageRow with(SeriesAttributes attributes, List<TriageRow> rows) {
    TriageRow row = rows.getFirst();
    return new Row(
        row.indicator(),
        switch (row.byRules()) {
          case Outcome.Classified found ->
              new Outcome.Classified(
                  found.indicatorId(), found.contentHash(), found.decided().with(attributes), null);
          case Outcome.Rejected rejected -> rejected;
        });
  }

  static Indicator indicator(String id, String name) {
    return new Indicator(
        id, name, "USD mn", null, null, "Monthly", null, null, null, null, null, null, null, null,
        List.of());
  }

  private static Classification answer(Indicator indicator, double confidence) {
    Classification rules = ShippedRules.CLASSIFIER.classify(indicator);
    return new Classification(
        rules.unitType(),
        rules.scale(),
        rules.currency(),
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
