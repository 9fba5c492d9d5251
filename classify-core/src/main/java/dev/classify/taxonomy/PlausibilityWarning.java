package dev.classify.taxonomy;

import java.util.List;

/// A SHOULD rule of the scheme that an answer breaks: possible, but suspicious given the
/// indicator's text or values.
///
/// @param section of the scheme, such as `12.4`
/// @param fields the output fields in doubt, by their column names
/// @param sentence what is suspicious and what it probably is
public record PlausibilityWarning(String section, List<String> fields, String sentence) {

  public PlausibilityWarning {
    fields = List.copyOf(fields);
  }
}
