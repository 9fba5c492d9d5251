package dev.classify.taxonomy;

import java.util.List;

/// A rule of the consistency matrix that an answer breaks.
///
/// @param section of the scheme, such as `12.2`
/// @param fields the output fields that do not go together, by their column names
/// @param sentence what is wrong and what is allowed
public record Contradiction(String section, List<String> fields, String sentence) {

  public Contradiction {
    fields = List.copyOf(fields);
  }
}
