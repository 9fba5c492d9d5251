package dev.classify.store.outcomes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.outcome.SeriesAttributes;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The column `attributes`.
final class AttributesJson {

  private static final JsonMapper JSON = new JsonMapper();

  private AttributesJson() {}

  static JsonNode write(SeriesAttributes attributes) {
    return JSON.valueToTree(attributes);
  }

  /// @param json null in answers that are older than the column
  static SeriesAttributes read(@Nullable String json) throws SQLException {
    if (json == null) {
      return SeriesAttributes.NONE;
    }
    try {
      return JSON.readValue(json, SeriesAttributes.class);
    } catch (JsonProcessingException fault) {
      throw new SQLException("attributes is not a set of attributes: " + json, fault);
    }
  }
}
