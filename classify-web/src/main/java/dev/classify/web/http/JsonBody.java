package dev.classify.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the JSON body of a request, and reports everything that is wrong in it together.
public final class JsonBody {

  /// More than the longest id takes.
  private static final int CURSOR_CHARACTERS_MAX = 32_768;

  private final JsonNode json;
  private final List<String> errors = new ArrayList<>();

  /// @param known keys that the body may have
  JsonBody(JsonNode json, List<String> known) {
    this.json = json;
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                errors.add("there is no key " + key);
              }
            });
  }

  /// A text without blanks around it; null if it is missing or blank.
  public @Nullable String text(String key, int charactersMax) {
    String text = exactText(key, charactersMax);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// A text as it is; null if it is missing.
  public @Nullable String exactText(String key, int charactersMax) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()
        || value.asText().length() > charactersMax
        || value.asText().indexOf('\0') >= 0) {
      errors.add("%s must be a text of at most %d characters".formatted(key, charactersMax));
      return null;
    }
    return value.asText();
  }

  /// One of some words; null if it is missing.
  public @Nullable String word(String key, List<String> allowed) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !allowed.contains(value.asText())) {
      errors.add("%s must be one of %s".formatted(key, String.join(", ", allowed)));
      return null;
    }
    return value.asText();
  }

  /// A number from 0 to 1; null if it is missing.
  public @Nullable Double share(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
      errors.add(key + " must be a number from 0 to 1");
      return null;
    }
    return value.asDouble();
  }

  /// A whole number; null if it is missing.
  public @Nullable Long number(String key, long min, long max) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < min
        || value.asLong() > max) {
      errors.add("%s must be a whole number from %d to %d".formatted(key, min, max));
      return null;
    }
    return value.asLong();
  }

  /// An amount of money above 0; null if it is missing.
  ///
  /// @param digitsMax decimal places that it may have
  public @Nullable BigDecimal amount(String key, BigDecimal max, int digitsMax) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    BigDecimal amount = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    if (amount.signum() <= 0
        || amount.compareTo(max) > 0
        || amount.stripTrailingZeros().scale() > digitsMax) {
      errors.add(
          "%s must be a number above 0 and at most %s, with at most %d decimal places"
              .formatted(key, max.toPlainString(), digitsMax));
      return null;
    }
    return amount;
  }

  /// `true` or `false`, which is meant if it is missing.
  public boolean flag(String key) {
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      errors.add(key + " must be true or false");
    }
    return value.asBoolean();
  }

  /// An object, empty if it is missing.
  public JsonNode object(String key) {
    JsonNode value = json.path(key);
    if (value.isObject()) {
      return value;
    }
    if (!value.isMissingNode() && !value.isNull()) {
      errors.add(key + " must be an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /// Where a page of a list ended; null if it is missing.
  public @Nullable Cursor cursor(String key, int keys) {
    String value = text(key, CURSOR_CHARACTERS_MAX);
    Optional<Cursor> cursor = value == null ? Optional.empty() : Cursor.read(value, keys);
    if (value != null && cursor.isEmpty()) {
      errors.add(key + " must come from the answer before");
    }
    return cursor.orElse(null);
  }

  /// Reports a problem that the caller has found in the body.
  public void wrong(String error) {
    errors.add(error);
  }

  /// To be called when everything is read.
  ///
  /// @throws Problem 400 that names everything that is wrong
  public void check() {
    if (!errors.isEmpty()) {
      throw Problem.badRequest(errors);
    }
  }
}
