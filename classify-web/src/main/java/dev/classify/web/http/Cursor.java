package dev.classify.web.http;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Where a page of a list ends: the sort keys of its last row. Rows that are added or removed
/// meanwhile neither shift the next page nor repeat in it.
///
/// @param keys as text, in the order of the list
public record Cursor(List<String> keys) {

  public Cursor {
    keys = List.copyOf(keys);
  }

  public static Cursor of(Object... keys) {
    return new Cursor(List.of(keys).stream().map(Object::toString).toList());
  }

  /// The cursor in a text that [#toString] made.
  ///
  /// @return empty if it is another text, or has another number of keys
  static Optional<Cursor> read(String text, int keys) {
    try {
      List<String> values =
          Json.MAPPER.readValue(
              Base64.getUrlDecoder().decode(text), new TypeReference<List<String>>() {});
      return values.size() == keys && !values.contains(null)
          ? Optional.of(new Cursor(values))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public String key(int place) {
    return keys.get(place);
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(keys).getBytes(StandardCharsets.UTF_8));
  }
}
