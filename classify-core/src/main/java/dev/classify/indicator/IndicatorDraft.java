package dev.classify.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An indicator as it was read, before anything was checked.
///
/// @param texts raw text by field; a field that is absent or null has no entry
/// @param sample the sample values as JSON; null where there are none, or where their text was no
///     JSON at all (then [#sampleFault] says so)
/// @param sampleFault why the text of the sample values could not be read, null where it could
public record IndicatorDraft(
    Map<IndicatorField, String> texts, @Nullable JsonNode sample, @Nullable String sampleFault) {

  public IndicatorDraft {
    texts = Map.copyOf(texts);
  }
}
