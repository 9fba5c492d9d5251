package dev.classify.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.taxonomy.AnswerField;

/// The JSON Schema of the answers, generated from the vocabularies, in the strict form of
/// structured outputs: every property required, no additional ones.
///
/// It uses only keywords that every server with strict schemas accepts, so bounds of numbers are
/// checked in [AnswerMessage#read]. It is the same in every request, so providers can cache it.
public final class AnswerSchema {

  /// The name of the schema in a request.
  public static final String NAME = "indicator_answers";

  private AnswerSchema() {}

  /// A fresh copy.
  public static ObjectNode strict() {
    ObjectNode root = object();
    ObjectNode answers = properties(root).putObject(AnswerMessage.KEY).put("type", "array");
    answers.set("items", answer());
    require(root);
    return root;
  }

  private static ObjectNode answer() {
    ObjectNode answer = object();
    ObjectNode properties = properties(answer);
    properties.putObject(ModelAnswer.ID).put("type", "string");
    for (AnswerField field : AnswerField.values()) {
      ObjectNode property = properties.putObject(field.column());
      if (field.tokens().isEmpty()) {
        property.putArray("type").add("string").add("null");
      } else {
        ArrayNode tokens = property.put("type", "string").putArray("enum");
        field.tokens().forEach(tokens::add);
      }
    }
    properties.putObject(ModelAnswer.CONFIDENCE).put("type", "number");
    properties.putObject(ModelAnswer.REASONING).put("type", "string");
    require(answer);
    return answer;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode().put("type", "object");
  }

  private static ObjectNode properties(ObjectNode schema) {
    return schema.putObject("properties");
  }

  private static void require(ObjectNode schema) {
    ArrayNode required = schema.putArray("required");
    schema.path("properties").fieldNames().forEachRemaining(required::add);
    schema.put("additionalProperties", false);
  }
}
