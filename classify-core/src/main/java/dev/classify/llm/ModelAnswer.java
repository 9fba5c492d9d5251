package dev.classify.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;

/// The answer of a model for one indicator.
///
/// @param id the echo id of the indicator
public record ModelAnswer(String id, Classification classification) {

  static final String ID = "id";
  static final String CONFIDENCE = "confidence";
  static final String REASONING = "reasoning";

  /// The entry in the message: id, every field of [AnswerField], confidence and reasoning.
  public ObjectNode write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(ID, id);
    for (AnswerField field : AnswerField.values()) {
      json.put(field.column(), field.token(classification).orElse(null));
    }
    return json.put(CONFIDENCE, classification.confidence())
        .put(REASONING, classification.reasoning());
  }
}
