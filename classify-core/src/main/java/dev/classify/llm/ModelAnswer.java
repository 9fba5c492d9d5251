package dev.classify.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.Map;

/// The answer of a model for one indicator.
///
/// @param id the echo id of the indicator
/// @param stated the attributes that texts of the indicator state
public record ModelAnswer(
    String id, Classification classification, Map<SeriesAttribute, String> stated) {

  static final String ID = "id";
  static final String CONFIDENCE = "confidence";
  static final String REASONING = "reasoning";

  public ModelAnswer {
    stated = Map.copyOf(stated);
  }

  /// An answer for an indicator that states no attribute.
  public ModelAnswer(String id, Classification classification) {
    this(id, classification, Map.of());
  }

  /// The entry in the message: id, every field of [AnswerField], attributes, confidence and
  /// reasoning.
  public ObjectNode write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(ID, id);
    for (AnswerField field : AnswerField.values()) {
      json.put(field.column(), field.token(classification).orElse(null));
    }
    json.set(StatedAttributes.KEY, StatedAttributes.write(stated));
    return json.put(CONFIDENCE, classification.confidence())
        .put(REASONING, classification.reasoning());
  }
}
