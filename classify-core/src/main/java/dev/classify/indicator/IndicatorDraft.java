package dev.classify.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An indicator as it was read, before anything was checked.
///
/// @param texts raw text by field; absent and null fields have no entry. Contains the sample values
///     if the source gives them as text
/// @param sample the sample values if the source gives them as JSON, otherwise null
/// @param extra raw text by the name of a column that is no field
public record IndicatorDraft(
    Map<IndicatorField, String> texts, @Nullable JsonNode sample, Map<String, String> extra) {

  public IndicatorDraft {
    texts = Map.copyOf(texts);
    extra = Map.copyOf(extra);
  }

  /// One of a source that has no further columns.
  public IndicatorDraft(Map<IndicatorField, String> texts, @Nullable JsonNode sample) {
    this(texts, sample, Map.of());
  }
}
