package dev.classify.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The attributes that a model finds stated, as the shortest list there is: a series that states
/// none costs two tokens.
///
/// A word of a vocabulary stands alone, because no two attributes share one; other values have a
/// prefix: `["seasonally-adjusted", "area:US"]`. `level` is no such word, since it follows from the
/// unit.
public final class StatedAttributes {

  static final String KEY = "stated";

  private static final Map<SeriesAttribute, String> PREFIXES =
      new EnumMap<>(
          Map.of(
              SeriesAttribute.BASE_PERIOD, "base:",
              SeriesAttribute.REFERENCE_AREA, "area:",
              SeriesAttribute.SECTOR, "sector:",
              SeriesAttribute.DENOMINATOR, "per:"));

  private static final String LEVEL = "level";

  private StatedAttributes() {}

  /// The words that stand alone.
  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      attribute.tokens().stream().filter(word -> !word.equals(LEVEL)).forEach(words::add);
    }
    return words;
  }

  /// The form of an entry as a regular expression.
  static String pattern() {
    return "^(%s|(base|area|sector|per):.{1,60})$".formatted(String.join("|", words()));
  }

  static ArrayNode write(Map<SeriesAttribute, String> stated) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      String value = stated.get(attribute);
      if (value != null && !value.equals(LEVEL)) {
        list.add(PREFIXES.getOrDefault(attribute, "") + value);
      }
    }
    return list;
  }

  /// What an entry states; empty if it is none of those asked for.
  static Optional<Map.Entry<SeriesAttribute, String>> read(String entry) {
    String text = entry.strip();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      String prefix = PREFIXES.getOrDefault(attribute, "");
      String value = text.substring(Math.min(prefix.length(), text.length())).strip();
      boolean named = text.toLowerCase(Locale.ROOT).startsWith(prefix);
      if (named && attribute.takes(value)) {
        return Optional.of(Map.entry(attribute, value));
      }
    }
    return Optional.empty();
  }
}
