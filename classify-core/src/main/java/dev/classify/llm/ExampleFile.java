package dev.classify.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads examples from the JSON object that [Examples#write] makes, and that models are shown.
public final class ExampleFile {

  /// More take long to compare with each question.
  public static final int EXAMPLES_MAX = 500;

  private static final String FIX = "write it again with `classify review examples`";

  private ExampleFile() {}

  /// The examples in a text.
  ///
  /// @param name of the file, for messages
  /// @throws CommandFailure if the text is something else
  public static List<ExampleSelection.Known> read(String name, String text) {
    try {
      JsonNode examples = IndicatorJson.read(text).path(Examples.EXAMPLES);
      if (!examples.isArray() || examples.isEmpty() || examples.size() > EXAMPLES_MAX) {
        throw CommandFailure.usage(
            "%s must hold 1 to %d examples".formatted(name, EXAMPLES_MAX), FIX);
      }
      List<ExampleSelection.Known> known = new ArrayList<>();
      for (JsonNode example : examples) {
        known.add(example(name, known.size() + 1, example));
      }
      return known;
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(name + " is not valid JSON: " + IndicatorJson.problem(e), FIX, e);
    }
  }

  private static ExampleSelection.Known example(String name, int number, JsonNode example) {
    JsonNode answer = example.path("answer");
    if (!(example.path("indicator") instanceof ObjectNode fields)) {
      throw CommandFailure.usage("%s: example %d has no indicator".formatted(name, number), FIX);
    }
    ObjectNode named = fields.deepCopy().put(AskedIndicator.ID, "example");
    if (!(IndicatorCheck.check(IndicatorJson.draft(named))
        instanceof CheckedDraft.Accepted accepted)) {
      throw CommandFailure.usage(
          "%s: the indicator of example %d is not valid".formatted(name, number), FIX);
    }
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      if (answer.hasNonNull(field.column())) {
        tokens.put(field, answer.path(field.column()).asText());
      }
    }
    try {
      return new ExampleSelection.Known(
          accepted.indicator(),
          Classification.of(
              tokens,
              answer.path(ModelAnswer.CONFIDENCE).asDouble(),
              answer.path(ModelAnswer.REASONING).asText()));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "%s: the answer of example %d is not valid: %s".formatted(name, number, e.getMessage()),
          FIX,
          e);
    }
  }
}
