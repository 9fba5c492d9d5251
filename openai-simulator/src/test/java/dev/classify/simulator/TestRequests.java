package dev.classify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.llm.AnswerMessage;
import dev.classify.llm.AnswerSchema;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Hints;
import dev.classify.llm.ModelAnswer;
import dev.classify.llm.ParsedAnswer;
import dev.classify.llm.Question;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.taxonomy.SeriesAttribute;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Requests to the simulator with the real OpenAI client, and the expected answers.
final class TestRequests {

  static final String MODEL = "gpt-6-luna";
  static final String KEY = "sk-test-key";
  static final RuleTables TABLES = RuleTables.shipped();
  static final RulesClassifier RULES = new RulesClassifier(TABLES);

  private TestRequests() {}

  static OpenAIClient client(OpenAiSimulator simulator) {
    return client(simulator, Duration.ofSeconds(20));
  }

  static OpenAIClient client(OpenAiSimulator simulator, Duration timeout) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(simulator.baseUrl().toString())
        .apiKey(KEY)
        .maxRetries(0)
        .timeout(timeout)
        .build();
  }

  static Indicator indicator(String name, String units) {
    return new Indicator(
        "secret",
        name,
        units,
        null,
        null,
        "Monthly",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        IntStream.range(0, 6)
            .mapToObj(month -> new Observation(LocalDate.of(2024, 1 + month, 1), 100 + month))
            .toList());
  }

  static List<Indicator> threeIndicators() {
    return List.of(
        indicator("Exports of goods", "USD mn"),
        indicator("Policy rate", "%"),
        indicator("Consumer prices", "2015=100"));
  }

  static Question question(List<Indicator> indicators) {
    List<AskedIndicator> asked = new ArrayList<>();
    for (Indicator indicator : indicators) {
      asked.add(AskedIndicator.of(String.valueOf(asked.size() + 1), indicator, Hints.NONE));
    }
    return new Question(asked);
  }

  /// The answers of the rules, which the simulator gives unless it errs.
  static List<ModelAnswer> expectedAnswers(Question question) {
    List<ModelAnswer> decided =
        question.indicators().stream()
            .map(asked -> answer(asked.id(), RULES.decide(asked.indicator())))
            .toList();
    // As a message states them: it leaves out what goes without saying.
    return answers(AnswerMessage.write(decided).toString());
  }

  private static ModelAnswer answer(String id, DecidedAnswer decided) {
    Map<SeriesAttribute, String> stated = new EnumMap<>(SeriesAttribute.class);
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      decided.attributes().value(attribute).ifPresent(value -> stated.put(attribute, value));
    }
    return new ModelAnswer(id, decided.answer(), stated);
  }

  static ChatCompletionCreateParams.Builder plain(Question question) {
    return ChatCompletionCreateParams.builder()
        .model(MODEL)
        .addSystemMessage("Classify each indicator; answer as JSON.")
        .addUserMessage(question.write());
  }

  static ChatCompletionCreateParams.Builder strict(Question question) {
    return plain(question).responseFormat(format(AnswerSchema.NAME, AnswerSchema.strict()));
  }

  static ResponseFormatJsonSchema format(String name, ObjectNode schema) {
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            JsonSchema.builder()
                .name(name)
                .strict(true)
                .schema(JsonSchema.Schema.builder().additionalProperties(values(schema)).build())
                .build())
        .build();
  }

  /// A schema in the form that the client's builders accept.
  static Map<String, JsonValue> values(ObjectNode schema) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    schema
        .properties()
        .forEach(entry -> values.put(entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
    return values;
  }

  static String content(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  static List<ParsedAnswer> readings(ChatCompletion completion) {
    return read(content(completion)).orElseThrow();
  }

  static List<ModelAnswer> answers(String content) {
    return read(content).orElseThrow().stream()
        .map(
            reading ->
                switch (reading) {
                  case ParsedAnswer.Valid valid -> valid.answer();
                  case ParsedAnswer.Faulty faulty -> throw new AssertionError(faulty.toString());
                })
        .toList();
  }

  /// Asks a strict question about three indicators.
  static ChatCompletion askThree(OpenAIClient client) {
    return client.chat().completions().create(strict(question(threeIndicators())).build());
  }

  /// Reads the content of a message.
  static Optional<List<ParsedAnswer>> read(String content) {
    return AnswerMessage.read(content, TABLES.currencyCodes());
  }
}
