package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorJson;
import dev.classify.rules.ShippedRules;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that differ from what was asked for, but can mean only one thing.
class LooseAnswersTest {

  private static final Classification MONEY = answer("Exports", "USD mn");
  private static final Classification PERCENT = answer("Unemployment rate", "%");

  private static final String ONE = entry("1", MONEY).toString();
  private static final String TWO = entry("2", PERCENT).toString();
  private static final String BOTH = "{\"answers\":[" + ONE + "," + TWO + "]}";

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of(BOTH, Set.of()),
        Arguments.of("[" + ONE + "," + TWO + "]", Set.of(Leniency.OTHER_FORM)),
        Arguments.of("{\"results\":[" + ONE + "," + TWO + "]}", Set.of(Leniency.OTHER_FORM)),
        Arguments.of("{\"1\":" + ONE + ",\"2\":" + TWO + "}", Set.of(Leniency.OTHER_FORM)),
        Arguments.of(numbered(), Set.of(Leniency.OTHER_FORM)),
        Arguments.of(ONE + "\n" + TWO + "\n", Set.of(Leniency.OTHER_FORM, Leniency.SEVERAL_VALUES)),
        Arguments.of("```json\n" + BOTH + "\n```", Set.of(Leniency.TEXT_AROUND)),
        Arguments.of("Here {it} is: " + BOTH + " Anything else?", Set.of(Leniency.TEXT_AROUND)),
        Arguments.of("<think>" + ONE + "</think>" + BOTH, Set.of()),
        Arguments.of("<|channel|>analysis" + ONE + "<|channel|>final<|message|>" + BOTH, Set.of()),
        // Two values, of which one is whole, in either order, cut off anywhere.
        Arguments.of(BOTH.substring(0, 60) + BOTH, Set.of(Leniency.SEVERAL_VALUES)),
        Arguments.of(BOTH.substring(0, 61) + BOTH, Set.of(Leniency.TEXT_AROUND)),
        Arguments.of(BOTH.substring(0, ONE.length() + 40) + BOTH, Set.of(Leniency.SEVERAL_VALUES)),
        Arguments.of(
            BOTH + "\n" + BOTH.substring(0, ONE.length() + 40), Set.of(Leniency.SEVERAL_VALUES)),
        Arguments.of(BOTH + "\n" + BOTH, Set.of(Leniency.SEVERAL_VALUES)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void answersWithTheirIdsAreReadInAnyForm(String content, Set<Leniency> leniencies) {
    assertThat(read(content))
        .contains(
            List.of(
                new ParsedAnswer.Valid(new ModelAnswer("1", MONEY), leniencies),
                new ParsedAnswer.Valid(new ModelAnswer("2", PERCENT), leniencies)));
  }

  @Test
  void oneObjectIsTheAnswerForItsIdAlone() {
    assertThat(read(TWO))
        .contains(
            List.of(
                new ParsedAnswer.Valid(
                    new ModelAnswer("2", PERCENT), Set.of(Leniency.OTHER_FORM))));
  }

  @Test
  void aListThatIsCutOffKeepsItsWholeEntries() {
    String list = "[" + ONE + "," + TWO.substring(0, 50);

    assertThat(read(list).orElseThrow()).extracting(ParsedAnswer::id).containsExactly("1");
  }

  @Test
  void twoAnswersThatDifferAreBothKept() {
    String other = "{\"answers\":[" + entry("1", PERCENT) + "]}";

    assertThat(read(BOTH + other).orElseThrow())
        .as("so that neither counts")
        .extracting(ParsedAnswer::id)
        .containsExactly("1", "2", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>{\"answers\":[]}",
        "{\"indicators\":[{\"id\":\"1\",\"name\":\"a\",\"scale\":\"Units\"}]}",
        "{\"error\":\"no\"}",
        "[1,2]",
        "[[]]"
      })
  void draftsAndQuestionsAreNoAnswers(String content) {
    assertThat(read(content)).isEmpty();
  }

  @Test
  void anObjectWithoutIdIsNobodysAnswer() {
    ObjectNode entry = entry("1", MONEY);
    entry.remove("id");

    assertThat(read(entry.toString())).isEmpty();
    assertThat(read("[" + entry + "]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          unit_type  | "Percentage"     | SPELLING
          unit_type  | "PERCENTAGE "    | SPELLING
          currency   | ""               | NO_CURRENCY
          currency   | "null"           | NO_CURRENCY
          currency   | "None"           | NO_CURRENCY
          currency   | "N/A"            | NO_CURRENCY
          currency   |                  | NO_CURRENCY
          confidence | "0.98"           | CONFIDENCE
          confidence | "98%"            | CONFIDENCE
          confidence | 98               | CONFIDENCE
          """)
  void valuesThatCanMeanOneThingAreRead(String key, String value, Leniency leniency)
      throws Exception {
    Classification sure = Classification.of(tokens(PERCENT), 0.98, PERCENT.reasoning());

    assertThat(changed("2", sure, key, value))
        .isEqualTo(new ParsedAnswer.Valid(new ModelAnswer("2", sure), Set.of(leniency)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          unit_type | "currency_amount"
          unit_type | "Currency Amount"
          unit_type | "CURRENCY_AMOUNT"
          currency  | "usd"
          scale     | "Millions"
          """)
  void spellingDoesNotMatter(String key, String value) throws Exception {
    assertThat(changed("1", MONEY, key, value))
        .isEqualTo(new ParsedAnswer.Valid(new ModelAnswer("1", MONEY), Set.of(Leniency.SPELLING)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          unit_type  | "percent"
          unit_type  | ""
          unit_type  | "---"
          unit_type  | ["percentage"]
          currency   |
          currency   | "dollars"
          currency   | ",null,"
          currency   | 840
          confidence | 1.5
          confidence | 9
          confidence | 230
          confidence | -0.1
          confidence | "high"
          confidence | "120%"
          confidence | null
          """)
  void valuesThatMayMeanAnythingAreNot(String key, String value) throws Exception {
    assertThat(changed("1", MONEY, key, value)).isInstanceOf(ParsedAnswer.Faulty.class);
  }

  @ParameterizedTest
  @EnumSource(AnswerField.class)
  void noTwoTermsOfAFieldDifferInSpellingAlone(AnswerField field) {
    assertThat(field.tokens()).doesNotHaveDuplicates();
    assertThat(field.tokens().stream().map(token -> token.replace("-", "")))
        .doesNotHaveDuplicates();
  }

  @Test
  void reasoningIsCleanedAndCut() throws Exception {
    assertThat(reasoning("\"a\\u0000b\\u001b[31m\\ud800 c\\u202e\""))
        .isEqualTo("a\ufffdb\ufffd[31m\ufffd c\ufffd");
    assertThat(reasoning("\"one\\n\\ttwo\"")).isEqualTo("one two");
    assertThat(reasoning("\"" + "\\ud83d\\ude00".repeat(3_000) + "\""))
        .isEqualTo("\ud83d\ude00".repeat(2_000));
    assertThat(reasoning("null")).isEmpty();
  }

  @Test
  @Timeout(10)
  void contentThatIsHardToReadIsGivenUp() {
    assertThat(read("[{\"id\":".repeat(100_000))).isEmpty();
    assertThat(read("{".repeat(400_000))).isEmpty();
  }

  private static String reasoning(String json) throws Exception {
    ParsedAnswer.Valid valid = (ParsedAnswer.Valid) changed("1", MONEY, "reasoning", json);
    return valid.answer().classification().reasoning();
  }

  /// @param value as JSON; null takes the key away
  private static ParsedAnswer changed(String id, Classification answer, String key, String value)
      throws Exception {
    ObjectNode entry = entry(id, answer);
    if (value == null) {
      entry.remove(key);
    } else {
      entry.set(key, IndicatorJson.read(value));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("answers").add(entry);
    return read(json.toString()).orElseThrow().getFirst();
  }

  private static String numbered() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (JsonNode entry : List.of(entry("1", MONEY), entry("2", PERCENT))) {
      String id = entry.path("id").textValue();
      json.set(id, ((ObjectNode) entry.deepCopy()).without(List.of("id")));
    }
    return json.toString();
  }

  private static ObjectNode entry(String id, Classification answer) {
    ArrayNode entries =
        (ArrayNode) AnswerMessage.write(List.of(new ModelAnswer(id, answer))).path("answers");
    return (ObjectNode) entries.get(0);
  }

  private static Map<AnswerField, String> tokens(Classification answer) {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      field.token(answer).ifPresent(token -> tokens.put(field, token));
    }
    return tokens;
  }

  private static Classification answer(String name, String units) {
    return ShippedRules.CLASSIFIER.classify(Indicator.of("1", name, units, null));
  }

  private static Optional<List<ParsedAnswer>> read(String content) {
    return AnswerMessage.read(content, ShippedRules.TABLES.currencyCodes());
  }
}
