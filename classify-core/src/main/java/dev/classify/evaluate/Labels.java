package dev.classify.evaluate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The labels that a person gave to one indicator.
///
/// @param tokens the right value of each labelled field, in field order
/// @param doubt why the person is not certain; empty if there is no doubt
public record Labels(String indicatorId, Map<LabelField, String> tokens, String doubt) {

  public Labels {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("an indicator needs at least one label: " + indicatorId);
    }
    Map<LabelField, String> ordered = new TreeMap<>();
    ordered.putAll(tokens);
    tokens = Collections.unmodifiableMap(ordered);
  }

  public boolean doubtful() {
    return !doubt.isBlank();
  }
}
