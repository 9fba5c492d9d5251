package dev.classify.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.taxonomy.AnswerField;

/// The JSON Schema of the answers, generated from the vocabularies, in the strict form of
/// structured outputs: every property required, no additional ones.
///
/// It is the same in every request, so providers can cache it.
public final class AnswerSchema {

  /// The name of the schema in a request.
  public static final String NAME = "indicator_answers";

  private AnswerSchema() {}

  /// Reasoning is asked for in 40 words. Longer bounds make the grammars of some servers too large.
  private static final int REASONING_CHARACTERS = 500;

  /// A fresh copy of the schema with all that [AnswerMessage#read] demands: the form of a currency
  /// and of attributes, the bounds of the confidence, and a length for the reasoning.
  public static ObjectNode bounded() {
    return schema(true);
  }

  /// A fresh copy with only the keywords that every server with strict schemas accepts; the bounds
  /// are checked when an answer is read.
  public static ObjectNode strict() {
    return schema(false);
  }

  private static ObjectNode schema(boolean bounded) {
    ObjectNode root = object();
    ObjectNode answers = properties(root).putObject(AnswerMessage.KEY).put("type", "array");
    answers.set("items", answer(bounded));
    require(root);
    return root;
  }

  private static ObjectNode answer(boolean bounded) {
    ObjectNode answer = object();
    ObjectNode properties = properties(answer);
    properties.putObject(ModelAnswer.ID).put("type", "string");
    for (AnswerField field : AnswerField.values()) {
      ObjectNode property = properties.putObject(field.column());
      if (field.tokens().isEmpty()) {
        // Not a list of types, which Gemini does not know.
        ArrayNode either = property.putArray("anyOf");
        ObjectNode code = either.addObject().put("type", "string");
        if (bounded) {
          code.put("pattern", "^[A-Z]{3}$");
        }
        either.addObject().put("type", "null");
      } else {
        ArrayNode tokens = property.put("type", "string").putArray("enum");
        field.tokens().forEach(tokens::add);
      }
    }
    ObjectNode stated = properties.putObject(StatedAttributes.KEY).put("type", "array");
    ObjectNode entry = stated.putObject("items").put("type", "string");
    if (bounded) {
      entry.put("pattern", StatedAttributes.pattern());
    }
    ObjectNode confidence = properties.putObject(ModelAnswer.CONFIDENCE).put("type", "number");
    ObjectNode reasoning = properties.putObject(ModelAnswer.REASONING).put("type", "string");
    if (bounded) {
      confidence.put("minimum", 0).put("maximum", 1);
      reasoning.put("maxLength", REASONING_CHARACTERS);
    }
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
