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

  /// The column as JSON.
  public static @Nullable JsonNode tree(@Nullable String json) throws SQLException {
    try {
      return json == null ? null : JSON.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new SQLException("decided_by is not JSON: " + json, fault);
    }
  }

  /// @param json null in answers that are older than the column
  static FieldDecisions read(@Nullable String json) throws SQLException {
    if (json == null) {
      return FieldDecisions.NONE;
    }
    try {
      return JSON.readValue(json, FieldDecisions.class);
    } catch (JsonProcessingException fault) {
      throw new SQLException("decided_by is not a set of field decisions: " + json, fault);
    }
  }
}
