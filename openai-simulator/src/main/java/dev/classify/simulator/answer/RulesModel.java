package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.llm.AnswerMessage;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.ModelAnswer;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.request.ResponseFormat;
import dev.classify.simulator.settings.SeededRandom;
import dev.classify.simulator.settings.SimulatorSettings;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// The simulated model: it answers from the rules, with a share of wrong values.
///
/// Which values are wrong depends only on the seed, the model and the content of the indicator. So
/// an indicator always gets the same answer, whichever other indicators are in the request, and
/// another model makes other errors.
final class RulesModel {

  private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "GBP", "CNY");
  private static final String NO_QUESTION = "The last user message holds no indicators.";

  private final RulesClassifier rules = new RulesClassifier(RuleTables.shipped());

  void warmUp() {
    rules.classify(
        new Indicator(
            "1", "Exports", "USD mn", null, null, null, null, null, null, null, null, null, null,
            null, List.of()));
  }

  /// The answers of the rules, by echo id.
  Map<String, Classification> correctAnswers(Prompt prompt) {
    return prompt.indicators().stream()
        .collect(Collectors.toMap(AskedIndicator::id, asked -> rules.classify(asked.indicator())));
  }

  /// The answers as JSON in the requested format; a text if the prompt has no question.
  JsonNode answer(AskedRequest request, Prompt prompt, SimulatorSettings settings) {
    List<AskedIndicator> asked = prompt.indicators();
    ObjectNode answers = AnswerMessage.write(asked.stream().map(this::answer).toList());
    for (int place = 0; place < asked.size(); place++) {
      ObjectNode entry = (ObjectNode) answers.path(AnswerMessage.KEY).get(place);
      addErrors(entry, request.model(), asked.get(place).indicator(), settings);
    }
    return switch (request.format()) {
      case ResponseFormat.JsonSchema json -> SchemaFit.fit(json.schema(), answers);
      case ResponseFormat.JsonObject _ -> answers;
      case ResponseFormat.Text _ ->
          prompt.hasQuestion() ? answers : JsonNodeFactory.instance.textNode(NO_QUESTION);
    };
  }

  private ModelAnswer answer(AskedIndicator asked) {
    DecidedAnswer decided = rules.decide(asked.indicator());
    Map<SeriesAttribute, String> stated = new EnumMap<>(SeriesAttribute.class);
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      decided.attributes().value(attribute).ifPresent(value -> stated.put(attribute, value));
    }
    return new ModelAnswer(asked.id(), decided.answer(), stated);
  }

  private static void addErrors(
      ObjectNode entry, String model, Indicator indicator, SimulatorSettings settings) {
    SplittableRandom random = SeededRandom.of(settings.seed(), model, ContentHash.of(indicator));
    for (AnswerField field : AnswerField.values()) {
      boolean wrong = random.nextDouble() < settings.errorRate();
      String other = other(field, entry.path(field.column()), random);
      if (wrong) {
        entry.put(field.column(), other);
      }
    }
  }

  private static String other(AnswerField field, JsonNode right, SplittableRandom random) {
    List<String> values = field.tokens().isEmpty() ? CURRENCIES : field.tokens();
    int place = random.nextInt(values.size());
    // The next value if the draw hit the right one.
    return values.get(place).equals(right.textValue())
        ? values.get((place + 1) % values.size())
        : values.get(place);
  }
}
