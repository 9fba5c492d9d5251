package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Two runs compared on the same labels. An indicator that only one run answers counts as wrong in
/// the other, so that a run cannot improve by leaving out hard rows.
///
/// @param indicators number of labelled indicators that at least one run answers
/// @param fields the labelled fields, in field order
/// @param unanswered ids of the labelled indicators that neither run answers
public record RunComparison(int indicators, List<FieldChange> fields, List<String> unanswered) {

  /// Shown in place of a missing answer.
  public static final String NO_ANSWER = "(no answer)";

  public RunComparison {
    fields = List.copyOf(fields);
    unanswered = List.copyOf(unanswered);
  }

  /// Empty if neither run answers a labelled indicator.
  public static Optional<RunComparison> of(
      List<Labels> labels,
      Map<String, Prediction> before,
      Map<String, Prediction> after,
      Bootstrap bootstrap) {
    List<Labels> answered = new ArrayList<>();
    List<String> unanswered = new ArrayList<>();
    for (Labels one : labels) {
      String id = one.indicatorId();
      if (before.containsKey(id) || after.containsKey(id)) {
        answered.add(one);
      } else {
        unanswered.add(id);
      }
    }
    List<FieldChange> fields =
        LabelField.all().stream()
            .map(field -> changes(field, answered, before, after))
            .filter(changes -> !changes.isEmpty())
            .map(changes -> FieldChange.of(changes, bootstrap))
            .toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunComparison(answered.size(), fields, unanswered));
  }

  private static List<FieldChange.Pair> changes(
      LabelField field,
      List<Labels> labels,
      Map<String, Prediction> before,
      Map<String, Prediction> after) {
    return labels.stream()
        .filter(one -> one.tokens().containsKey(field))
        .map(
            one ->
                new FieldChange.Pair(
                    one.indicatorId(),
                    field,
                    one.tokens().getOrDefault(field, ""),
                    answer(before.get(one.indicatorId()), field),
                    answer(after.get(one.indicatorId()), field)))
        .toList();
  }

  private static String answer(@Nullable Prediction prediction, LabelField field) {
    return prediction == null ? NO_ANSWER : prediction.tokens().getOrDefault(field, NO_ANSWER);
  }

  /// The fields whose accuracy drops by more than this many percentage points.
  public List<FieldChange> worseBy(double points) {
    return fields.stream().filter(change -> change.points() < -points).toList();
  }
}
