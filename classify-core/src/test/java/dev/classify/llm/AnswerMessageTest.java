package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorJson;
import dev.classify.rules.ShippedRules;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMessageTest {

  private static final Classification ANSWER =
      ShippedRules.CLASSIFIER.classify(
          new Indicator(
              "1",
              "Policy rate",
              "%",
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
              List.of()));

  @Test
  void writtenAnswersAreReadBack() {
    ModelAnswer answer = new ModelAnswer("1", ANSWER);

    assertThat(read(AnswerMessage.write(List.of(answer)).toString()))
        .contains(List.of(new ParsedAnswer.Valid(answer)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unit_type | \"percent\" | unit_type is no value of its vocabulary: \"percent\"",
        "scale | 7 | scale is no value of its vocabulary: 7",
        "family | null | family is no value of its vocabulary: null",
        "currency | \"dollar\" | currency is neither an ISO 4217 code nor null: \"dollar\"",
        "confidence | 1.5 | confidence is no number from 0 to 1: 1.5",
        "confidence | \"high\" | confidence is no number from 0 to 1: \"high\"",
        "reasoning | [] | reasoning is no text: []",
        "id | \"\" | id is missing"
      })
  void invalidValueIsReported(String key, String value, String fault) throws Exception {
    ObjectNode answers =
        AnswerMessage.write(List.of(new ModelAnswer("1", ANSWER), new ModelAnswer("2", ANSWER)));
    ((ObjectNode) answers.path("answers").get(0)).set(key, json(value));

    List<ParsedAnswer> readings = read(answers.toString()).orElseThrow();

    String id = key.equals("id") ? "" : "1";
    assertThat(readings)
        .containsExactly(
            new ParsedAnswer.Faulty(id, List.of(fault)),
            new ParsedAnswer.Valid(new ModelAnswer("2", ANSWER)));
  }

  @Test
  void missingFieldIsReported() {
    ObjectNode answers = AnswerMessage.write(List.of(new ModelAnswer("1", ANSWER)));
    ((ObjectNode) answers.path("answers").get(0)).remove("time_basis");

    assertThat(read(answers.toString()).orElseThrow())
        .containsExactly(new ParsedAnswer.Faulty("1", List.of("time_basis is missing")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"answers\":[{\"id\"", "{}", "{\"answers\":7}", "[]", "No.", "{}{}"})
  void otherContentHoldsNoAnswers(String content) {
    assertThat(read(content)).isEmpty();
  }

  @Test
  void truncatedContentKeepsItsCompleteAnswers() {
    ModelAnswer answer = new ModelAnswer("1", ANSWER);
    String whole = AnswerMessage.write(List.of(answer, new ModelAnswer("2", ANSWER))).toString();

    assertThat(read(whole.substring(0, whole.length() - 20)))
        .contains(List.of(new ParsedAnswer.Valid(answer)));
  }

  @Test
  void textAroundTheObjectIsIgnored() {
    ModelAnswer answer = new ModelAnswer("1", ANSWER);
    String object = AnswerMessage.write(List.of(answer)).toPrettyString();

    assertThat(read("<think>{a} rate?</think>\n```json\n" + object + "\n```"))
        .contains(List.of(new ParsedAnswer.Valid(answer, Set.of(Leniency.TEXT_AROUND))));
  }

  @Test
  void draftInsideThinkingIsNoAnswer() {
    ModelAnswer answer = new ModelAnswer("1", ANSWER);
    String object = AnswerMessage.write(List.of(answer)).toString();

    assertThat(read("<think>{\"answers\":[{\"id\":\"2\"}]}</think>" + object))
        .contains(List.of(new ParsedAnswer.Valid(answer)));
    assertThat(read(object + "</think>")).isPresent();
  }

  @Test
  void attributesAreAListThatIsShortWhereNothingIsStated() {
    Map<SeriesAttribute, String> stated =
        Map.of(
            SeriesAttribute.SEASONAL_ADJUSTMENT, "seasonally-adjusted",
            SeriesAttribute.BASE_PERIOD, "1982-84",
            SeriesAttribute.REFERENCE_AREA, "US-CA",
            SeriesAttribute.DENOMINATOR, "1000 person");
    ModelAnswer answer = new ModelAnswer("1", ANSWER, stated);
    ObjectNode written = AnswerMessage.write(List.of(answer));

    assertThat(written.toString())
        .contains(
            "\"stated\":[\"seasonally-adjusted\",\"base:1982-84\",\"area:US-CA\",\"per:1000"
                + " person\"]");
    assertThat(read(written.toString())).contains(List.of(new ParsedAnswer.Valid(answer)));
    assertThat(new ModelAnswer("1", ANSWER).write().toString()).contains("\"stated\":[]");
    String pattern =
        AnswerSchema.bounded()
            .at("/properties/answers/items/properties/stated/items/pattern")
            .textValue();
    assertThat(written.at("/answers/0/stated"))
        .allSatisfy(entry -> assertThat(entry.textValue()).matches(pattern));
  }

  @Test
  void attributeThatIsNoneIsLeftOutAndTheAnswerKept() {
    ModelAnswer answer =
        new ModelAnswer("1", ANSWER, Map.of(SeriesAttribute.PRICE_BASIS, "chained"));
    String said =
        AnswerMessage.write(List.of(answer))
            .toString()
            .replace("[\"chained\"]", "[\"chained\",\"area:Germany\",\"adjusted\",7]");

    assertThat(read(said))
        .contains(List.of(new ParsedAnswer.Valid(answer, Set.of(Leniency.STATED))));
  }

  @Test
  void answerWithoutAttributesIsOneThatStatesNone() {
    String said =
        AnswerMessage.write(List.of(new ModelAnswer("1", ANSWER)))
            .toString()
            .replace("\"stated\":[],", "");

    assertThat(read(said)).contains(List.of(new ParsedAnswer.Valid(new ModelAnswer("1", ANSWER))));
  }

  @Test
  void schemaIsStrictAndListsEveryField() {
    JsonNode schema = AnswerSchema.strict();
    JsonNode item = schema.at("/properties/answers/items");

    assertThat(item.path("additionalProperties").isBoolean()).isTrue();
    assertThat(item.path("additionalProperties").booleanValue()).isFalse();
    List<String> keys = keys(new ModelAnswer("1", ANSWER).write());
    assertThat(keys(item.path("properties"))).isEqualTo(keys);
    assertThat(item.path("required")).extracting(JsonNode::textValue).isEqualTo(keys);
    assertThat(item.at("/properties/unit_type/enum"))
        .extracting(JsonNode::textValue)
        .contains("currency-amount", "unknown")
        .hasSize(9);
    assertThat(AnswerSchema.strict()).hasToString(schema.toString());
    assertThat(item.at("/properties/currency/anyOf/1/type").textValue()).isEqualTo("null");
  }

  @Test
  void boundedSchemaSaysWhatTheReaderDemands() {
    JsonNode properties = AnswerSchema.bounded().at("/properties/answers/items/properties");

    assertThat(properties.at("/currency/anyOf/0/pattern").textValue()).isEqualTo("^[A-Z]{3}$");
    assertThat(properties.at("/confidence/minimum").intValue()).isZero();
    assertThat(properties.at("/confidence/maximum").intValue()).isEqualTo(1);
    assertThat(properties.at("/reasoning/maxLength").intValue())
        .isLessThan(AnswerReader.REASONING_CHARACTERS);
  }

  private static List<String> keys(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static JsonNode json(String text) throws Exception {
    return IndicatorJson.read(text);
  }

  private static Optional<List<ParsedAnswer>> read(String content) {
    return AnswerMessage.read(content, ShippedRules.TABLES.currencyCodes());
  }
}
