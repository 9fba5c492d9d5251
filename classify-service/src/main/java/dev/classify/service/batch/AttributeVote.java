package dev.classify.service.batch;

import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Combines the attributes that models and rules found into those of one answer.
///
/// The value that most of them found wins, of equal ones the surest. Saying nothing is no vote:
/// what one of them found in a text, the others may have overlooked.
final class AttributeVote {

  /// Agreement never makes certain: two voices may share a mistake.
  private static final double AGREEMENT_MAX = 0.99;

  /// As many say otherwise.
  private static final double DISPUTED_MAX = 0.6;

  private AttributeVote() {}

  /// @param voices the strongest first
  static SeriesAttributes of(List<SeriesAttributes> voices) {
    Map<SeriesAttribute, AttributeValue> elected = new EnumMap<>(SeriesAttribute.class);
    for (SeriesAttribute attribute : SeriesAttribute.values()) {
      List<AttributeValue> found =
          voices.stream().flatMap(voice -> voice.of(attribute).stream()).toList();
      if (!found.isEmpty()) {
        elected.put(attribute, elected(found));
      }
    }
    return new SeriesAttributes(elected);
  }

  private static AttributeValue elected(List<AttributeValue> found) {
    List<AttributeValue> winners = List.of();
    double sure = 0;
    for (AttributeValue candidate : found) {
      List<AttributeValue> agreeing = new ArrayList<>(found);
      agreeing.removeIf(one -> !one.value().equals(candidate.value()));
      double surest = agreeing.stream().mapToDouble(AttributeValue::confidence).max().orElse(0);
      if (agreeing.size() > winners.size()
          || (agreeing.size() == winners.size() && surest > sure)) {
        winners = agreeing;
        sure = surest;
      }
    }
    boolean disputed = winners.size() <= found.size() - winners.size();
    AttributeValue first = winners.getFirst();
    return new AttributeValue(
        first.value(),
        disputed ? Math.min(sure, DISPUTED_MAX) : together(winners, sure),
        first.by(),
        winners.stream()
            .map(AttributeValue::evidence)
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  private static double together(List<AttributeValue> agreeing, double surest) {
    double allWrong = 1;
    for (AttributeValue one : agreeing) {
      allWrong *= 1 - one.confidence();
    }
    double combined = Math.round((1 - allWrong) * 100) / 100.0;
    return agreeing.size() == 1 ? surest : Math.min(combined, Math.max(AGREEMENT_MAX, surest));
  }
}
