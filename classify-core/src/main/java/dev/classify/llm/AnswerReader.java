package dev.classify.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.units.CurrencyCodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads one entry of the answers and collects every problem in it.
final class AnswerReader {

  private static final int SHOWN_CHARACTERS = 40;

  private final JsonNode entry;
  private final CurrencyCodes currencies;
  private final List<String> problems = new ArrayList<>();

  AnswerReader(JsonNode entry, CurrencyCodes currencies) {
    this.entry = entry;
    this.currencies = currencies;
  }

  ParsedAnswer read() {
    String id = entry.path(ModelAnswer.ID).asText();
    if (id.isBlank()) {
      problems.add("id is missing");
    }
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      JsonNode value = entry.path(field.column());
      if (value.isTextual() && isValue(field, value.textValue())) {
        tokens.put(field, value.textValue());
      } else if (field != AnswerField.CURRENCY) {
        addProblem(field.column(), value, "no value of its vocabulary");
      } else if (!value.isNull()) {
        addProblem(field.column(), value, "neither an ISO 4217 code nor null");
      }
    }
    double confidence = confidence();
    String reasoning = reasoning();
    return problems.isEmpty()
        ? new ParsedAnswer.Valid(
            new ModelAnswer(id, Classification.of(tokens, confidence, reasoning)))
        : new ParsedAnswer.Faulty(id, problems);
  }

  private boolean isValue(AnswerField field, String token) {
    return field == AnswerField.CURRENCY ? currencies.known(token) : field.tokens().contains(token);
  }

  private double confidence() {
    JsonNode value = entry.path(ModelAnswer.CONFIDENCE);
    if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
      return value.doubleValue();
    }
    addProblem(ModelAnswer.CONFIDENCE, value, "no number from 0 to 1");
    return 0;
  }

  private String reasoning() {
    JsonNode value = entry.path(ModelAnswer.REASONING);
    if (!value.isTextual()) {
      addProblem(ModelAnswer.REASONING, value, "no text");
    }
    return value.asText();
  }

  private void addProblem(String key, JsonNode value, String problem) {
    if (value.isMissingNode()) {
      problems.add(key + " is missing");
      return;
    }
    String text = value.toString();
    int end = Math.min(text.length(), SHOWN_CHARACTERS);
    problems.add(key + " is " + problem + ": " + text.substring(0, end));
  }
}
