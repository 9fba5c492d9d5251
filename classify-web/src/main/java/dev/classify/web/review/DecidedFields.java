package dev.classify.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.web.http.JsonBody;
import dev.classify.web.results.FieldNames;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The values that a person gives to fields of an answer.
final class DecidedFields {

  private DecidedFields() {}

  /// The values by field. Whether they are allowed is decided with the whole answer.
  static Map<AnswerField, String> read(JsonBody body) {
    Map<AnswerField, String> values = new EnumMap<>(AnswerField.class);
    JsonNode fields = body.object("fields");
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      Optional<AnswerField> field = FieldNames.find(entry.getKey());
      if (field.isEmpty()) {
        body.wrong("no field is called " + entry.getKey() + "; see /api/v1/scheme");
      } else if (!entry.getValue().isTextual()) {
        body.wrong("the value of " + entry.getKey() + " must be a text");
      } else {
        values.put(field.get(), entry.getValue().asText().strip());
      }
    }
    return values;
  }
}
