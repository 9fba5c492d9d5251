package dev.classify.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An indicator as it was read, before anything was checked.
///
/// @param texts raw text by field; a field that is absent or null has no entry. Sample values stand
///     here where the source gives them as text
/// @param sample the sample values where the source gives them as JSON, else null
public record IndicatorDraft(Map<IndicatorField, String> texts, @Nullable JsonNode sample) {

  public IndicatorDraft {
    texts = Map.copyOf(texts);
  }
}
