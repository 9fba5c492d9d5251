package dev.classify.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.indicator.Observation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One indicator as a model sees it.
///
/// @param indicator its id is the echo id, which the answer repeats; the id of the series must not
///     influence the answer, so it is not sent
public record AskedIndicator(Indicator indicator, Hints hints) {

  /// The longest description that a model sees, in characters.
  public static final int DESCRIPTION_CHARACTERS = 2_000;

  /// The most observations that a model sees: the last ones.
  public static final int POINTS = 50;

  static final String ID = "id";
  static final String HINTS = "hints";

  /// Cuts an indicator down to what a model sees.
  ///
  /// @param id echo id, unique within a question
  public static AskedIndicator of(String id, Indicator indicator, Hints hints) {
    List<Observation> sample = indicator.sample();
    Indicator seen =
        new Indicator(
            id,
            indicator.name(),
            indicator.units(),
            indicator.longName(),
            cut(indicator.description()),
            indicator.periodicity(),
            indicator.aggregationMethod(),
            indicator.scale(),
            indicator.topic(),
            indicator.categoryGroup(),
            indicator.dataset(),
            indicator.currencyCode(),
            indicator.sourceName(),
            indicator.sourceUrl(),
            sample.subList(Math.max(0, sample.size() - POINTS), sample.size()));
    return new AskedIndicator(seen, hints);
  }

  public String id() {
    return indicator.id();
  }

  /// Reads an entry of a question; empty if it is not a usable indicator.
  static Optional<AskedIndicator> read(JsonNode json) {
    // `id` is an alias of the id column, so the draft uses the echo id as its id.
    return switch (IndicatorCheck.check(IndicatorJson.draft(json))) {
      case CheckedDraft.Accepted accepted ->
          Optional.of(new AskedIndicator(accepted.indicator(), Hints.read(json.path(HINTS))));
      case CheckedDraft.Refused _ -> Optional.empty();
    };
  }

  /// The entry of a question: echo id, raw fields, hints.
  ObjectNode write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(ID, id());
    ObjectNode fields = IndicatorJson.write(indicator);
    fields.remove(IndicatorField.INDICATOR_ID.column());
    json.setAll(fields);
    if (!hints.tokens().isEmpty()) {
      json.set(HINTS, hints.write());
    }
    return json;
  }

  private static @Nullable String cut(@Nullable String description) {
    if (description == null
        || description.codePointCount(0, description.length()) <= DESCRIPTION_CHARACTERS) {
      return description;
    }
    int end = description.offsetByCodePoints(0, DESCRIPTION_CHARACTERS);
    return description.substring(0, end).strip();
  }
}
