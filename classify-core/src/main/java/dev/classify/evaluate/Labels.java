package dev.classify.evaluate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a careful reader says of one indicator.
///
/// @param tokens the right value of each field that is labelled, in the order of the fields
/// @param doubt why the reader is not certain; empty where nothing is in doubt
public record Labels(String indicatorId, Map<LabelField, String> tokens, String doubt) {

  public Labels {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("nothing is labelled: " + indicatorId);
    }
    Map<LabelField, String> ordered = new TreeMap<>();
    ordered.putAll(tokens);
    tokens = Collections.unmodifiableMap(ordered);
  }

  public boolean doubtful() {
    return !doubt.isBlank();
  }
}
