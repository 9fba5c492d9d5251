package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The scores of a set of answers.
///
/// @param indicators number of indicators with labels and an answer
/// @param fields the labelled fields, in field order
/// @param allRight indicators with every labelled field right
/// @param curve coverage at each confidence threshold, over all fields together
/// @param surest how well the confidence of the whole answer finds those that are right in every
///     labelled field; empty if no answer states a confidence
/// @param calibration empty if no answer states a confidence
/// @param attributes the labelled attributes
public record Scores(
    int indicators,
    List<FieldScore> fields,
    Proportion allRight,
    List<Coverage> curve,
    Optional<SurestAnswers> surest,
    Optional<CalibrationScore> calibration,
    List<AttributeScore> attributes) {

  private static final List<Double> CURVE_THRESHOLDS = List.of(0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95);

  public Scores {
    fields = List.copyOf(fields);
    curve = List.copyOf(curve);
    attributes = List.copyOf(attributes);
  }

  /// Empty if there are no cases.
  static Optional<Scores> of(
      List<LabelledPrediction> cases, double threshold, Bootstrap bootstrap) {
    if (cases.isEmpty()) {
      return Optional.empty();
    }
    List<FieldScore> fields =
        LabelField.all().stream()
            .map(field -> FieldScore.of(field, cases, threshold, bootstrap))
            .flatMap(Optional::stream)
            .toList();
    return Optional.of(
        new Scores(
            cases.size(),
            fields,
            bootstrap.share(cases.stream().map(LabelledPrediction::allRight).toList()),
            curve(cases, threshold),
            surest(cases),
            CalibrationScore.of(cases, bootstrap),
            AttributeScore.of(cases)));
  }

  private static Optional<SurestAnswers> surest(List<LabelledPrediction> cases) {
    return SurestAnswers.of(
        cases.stream()
            .map(LabelledPrediction::judgedRow)
            .flatMap(Optional::stream)
            .map(row -> new StatedConfidence(row.confidence(), row.allRight()))
            .toList());
  }

  private static List<Coverage> curve(List<LabelledPrediction> cases, double threshold) {
    List<StatedConfidence> pooled =
        cases.stream().flatMap(one -> one.judgements().stream()).toList();
    if (pooled.isEmpty()) {
      return List.of();
    }
    List<Coverage> curve = new ArrayList<>();
    Stream.concat(CURVE_THRESHOLDS.stream(), Stream.of(threshold))
        .distinct()
        .sorted()
        .forEach(from -> curve.add(Coverage.at(from, pooled)));
    return curve;
  }

  /// The score of a field; empty if it has none.
  public Optional<FieldScore> of(LabelField field) {
    return fields.stream().filter(score -> score.field().equals(field)).findFirst();
  }
}
