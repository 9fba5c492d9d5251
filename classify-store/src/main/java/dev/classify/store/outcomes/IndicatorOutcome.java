package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.classify.indicator.ExtraColumns;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.Outcome;
import dev.classify.taxonomy.Classification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An outcome with its indicator, so that results and doubts can be read without the source.
///
/// @param indicator null if the row was refused because it is none
/// @param rules what the rules answer, whoever gave the outcome; null if they have no answer, or
///     are
///     not compared
public record IndicatorOutcome(
    @Nullable Indicator indicator, Outcome outcome, @Nullable Classification rules) {

  /// An outcome that is compared with nothing.
  public IndicatorOutcome(@Nullable Indicator indicator, Outcome outcome) {
    this(indicator, outcome, null);
  }

  /// As the source gives it; empty if a rejected row has none.
  String name() {
    return indicator == null ? "" : indicator.name();
  }

  /// The columns of its source that are no fields, as a JSON object; JSON null if it has none.
  JsonNode extra() {
    return indicator == null || indicator.extra().isEmpty()
        ? NullNode.getInstance()
        : IndicatorJson.write(indicator.withoutSample()).path(ExtraColumns.KEY);
  }

  /// The same outcome with one more reason for a review.
  IndicatorOutcome withDoubt(String reason) {
    return switch (outcome) {
      case Outcome.Classified answered -> {
        List<String> doubts = new ArrayList<>(answered.doubts());
        doubts.add(reason);
        yield new IndicatorOutcome(
            indicator,
            new Outcome.Classified(
                answered.indicatorId(),
                answered.contentHash(),
                answered.decided(),
                answered.model(),
                doubts,
                answered.modelFailure()),
            rules);
      }
      case Outcome.Rejected _ -> this;
    };
  }
}
