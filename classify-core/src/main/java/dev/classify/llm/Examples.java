package dev.classify.llm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Answers known to be right, shown to a model between instructions and question:
/// `{"examples":[{"indicator":{...},"answer":{...}}]}`, the one JSON object of a user message of
/// its own. Requests with the same examples have a longer cached prefix.
///
/// @param examples in the order in which they are shown; their echo ids have no meaning
public record Examples(@JsonValue List<Example> examples) {

  public static final Examples NONE = new Examples(List.of());

  static final String EXAMPLES = "examples";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Examples {
    examples = List.copyOf(examples);
  }

  public boolean isEmpty() {
    return examples.isEmpty();
  }

  /// The JSON object, without whitespace.
  public String write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = json.putArray(EXAMPLES);
    for (Example example : examples) {
      ObjectNode entry = entries.addObject();
      ObjectNode indicator = example.indicator().write();
      indicator.remove(AskedIndicator.ID);
      entry.set("indicator", indicator);
      ObjectNode answer = new ModelAnswer("", example.answer()).write();
      answer.remove(ModelAnswer.ID);
      answer.remove(StatedAttributes.KEY);
      entry.set("answer", answer);
    }
    return json.toString();
  }
}
