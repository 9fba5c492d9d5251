package dev.classify.store.outcomes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.outcome.FieldDecisions;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The column `decided_by`.
public final class DecidedByJson {

  private static final JsonMapper JSON = new JsonMapper();

  private DecidedByJson() {}

  static JsonNode write(FieldDecisions decisions) {
    return JSON.valueToTree(decisions);
  }

  /// As it stands in the table.
  public static @Nullable JsonNode tree(@Nullable String json) throws SQLException {
    try {
      return json == null ? null : JSON.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new SQLException("decided_by is no JSON: " + json, fault);
    }
  }

  /// @param json null for answers of before it was stored
  static FieldDecisions read(@Nullable String json) throws SQLException {
    if (json == null) {
      return FieldDecisions.NONE;
    }
    try {
      return JSON.readValue(json, FieldDecisions.class);
    } catch (JsonProcessingException fault) {
      throw new SQLException("decided_by holds no decisions: " + json, fault);
    }
  }
}
