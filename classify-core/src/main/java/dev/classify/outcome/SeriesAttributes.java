package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What the texts of a series say for joining it with others (docs/scheme.md 17). As JSON an object
/// with the attributes as keys.
///
/// @param values in the order of the attributes; none for what no text says
public record SeriesAttributes(@JsonValue Map<SeriesAttribute, AttributeValue> values) {

  public static final SeriesAttributes NONE = new SeriesAttributes(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SeriesAttributes {
    Map<SeriesAttribute, AttributeValue> ordered = new EnumMap<>(SeriesAttribute.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
  }

  /// The attribute with what speaks for it, if a text says it.
  public Optional<AttributeValue> of(SeriesAttribute attribute) {
    return Optional.ofNullable(values.get(attribute));
  }

  /// Those that texts state, which rows with the same texts share.
  public SeriesAttributes ofTexts() {
    Map<SeriesAttribute, AttributeValue> texts = new EnumMap<>(SeriesAttribute.class);
    values.forEach(
        (attribute, value) -> {
          if (value.column() == null) {
            texts.put(attribute, value);
          }
        });
    return new SeriesAttributes(texts);
  }

  /// These of texts, with what the columns of a row state: a column counts for more than a text.
  ///
  /// @param row the attributes of the row
  public SeriesAttributes withColumnsOf(SeriesAttributes row) {
    Map<SeriesAttribute, AttributeValue> all = new EnumMap<>(SeriesAttribute.class);
    all.putAll(ofTexts().values());
    row.values.forEach(
        (attribute, value) -> {
          if (value.column() != null) {
            all.put(attribute, value);
          }
        });
    return new SeriesAttributes(all);
  }

  /// The value alone, if a text says it.
  public Optional<String> value(SeriesAttribute attribute) {
    return of(attribute).map(AttributeValue::value);
  }
}
