package dev.classify.evaluate;

import dev.classify.taxonomy.SeriesAttribute;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The labels that a person gave to one indicator.
///
/// @param tokens the right value of each labelled field, in field order
/// @param doubt why the person is not certain; empty if there is no doubt
/// @param attributes the labelled attributes, [#NOT_STATED] if no text states them
public record Labels(
    String indicatorId,
    Map<LabelField, String> tokens,
    String doubt,
    Map<SeriesAttribute, String> attributes) {

  /// The label of an attribute that no text states.
  public static final String NOT_STATED = "none";

  public Labels {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("an indicator needs at least one label: " + indicatorId);
    }
    Map<LabelField, String> ordered = new TreeMap<>();
    ordered.putAll(tokens);
    tokens = Collections.unmodifiableMap(ordered);
    attributes = Map.copyOf(attributes);
  }

  /// Labels of the fields alone.
  public Labels(String indicatorId, Map<LabelField, String> tokens, String doubt) {
    this(indicatorId, tokens, doubt, Map.of());
  }

  public boolean doubtful() {
    return !doubt.isBlank();
  }
}
