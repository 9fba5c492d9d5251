package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogprobsTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  private OpenAiSimulator simulator;

  @BeforeEach
  void start() throws Exception {
    simulator = OpenAiSimulator.start(SimulatorSettings.DEFAULT.with(Option.PORT, 0));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void wrongValuesAreLessProbableThanRightOnes() {
    simulator.change(simulator.settings().with(Option.ERROR_RATE, "0.3"));
    try (OpenAiConnection openAi =
        TestRequests.connect(TestRequests.settings(simulator.baseUrl()))) {
      LlmOutcome.Answered answered =
          (LlmOutcome.Answered) openAi.model().ask(TestRequests.aboutThree()).outcome();

      int wrong = 0;
      for (int i = 0; i < TestRequests.THREE.size(); i++) {
        Classification right = TestRequests.RULES.classify(TestRequests.THREE.get(i));
        ItemAnswer.Valid said = valid(answered, String.valueOf(i + 1));
        assertThat(said.probabilities()).hasSize(AnswerField.values().length);
        for (AnswerField field : AnswerField.values()) {
          boolean same = field.token(said.classification()).equals(field.token(right));
          assertThat(said.probabilities().getOrDefault(field, 0.0))
              .isBetween(same ? 0.85 : 0.35, same ? 0.99 : 0.49);
          wrong += same ? 0 : 1;
        }
      }
      assertThat(wrong).isPositive();
    }
  }

  @Test
  void aServerWithoutThemIsAskedForThemOnce() throws Exception {
    simulator.change(simulator.settings().with(Option.FAULT, "logprobs-unsupported=1"));
    try (OpenAiConnection openAi =
        TestRequests.connect(TestRequests.settings(simulator.baseUrl()))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
          .isEqualTo(
              new LlmOutcome.Unavailable(
                  "the server does not support logprobs; requests from now on do without it",
                  0,
                  false));
      for (int i = 0; i < 2; i++) {
        LlmOutcome.Answered answered =
            (LlmOutcome.Answered) openAi.model().ask(TestRequests.aboutThree()).outcome();
        assertThat(valid(answered, "1").probabilities()).isEmpty();
      }
      assertThat(simulator.arrived()).isEqualTo(3);
      assertThat(simulator.body(3).orElseThrow()).contains("json_schema");
    }
  }

  @Test
  void whoInsistsOnThemLearnsThatTheyCannotBeHad() {
    simulator.change(simulator.settings().with(Option.FAULT, "logprobs-unsupported=1"));
    try (OpenAiConnection openAi =
        TestRequests.connect(TestRequests.settings(simulator.baseUrl(), "OPENAI_LOGPROBS", "on"))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
          .isInstanceOfSatisfying(
              LlmOutcome.Unusable.class,
              unusable -> assertThat(unusable.message()).endsWith("set OPENAI_LOGPROBS=auto"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain, auto, true",
    "gpt-6.1-terra, auto, false",
    "gpt-6.1-terra, on, true",
    "gpt-6-luna, auto, true",
    "gpt-6-luna, off,  false"
  })
  void theyAreAskedForWhereTheyCanBeHad(String model, String setting, boolean asked) {
    try (OpenAiConnection openAi =
        TestRequests.connect(
            TestRequests.settings(
                    simulator.baseUrl(), "OPENAI_MODEL", model, "OPENAI_LOGPROBS", setting)
                .knowing(TestRequests.MODELS))) {
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(simulator.body(1).orElseThrow().contains("\"logprobs\":true")).isEqualTo(asked);
    }
  }

  @Test
  void aValueIsAsProbableAsAllTokensThatHoldSomeOfIt() {
    String content = "{\"answers\":[{\"id\":\"1\",\"unit_type\":\"index\",\"currency\":null}]}";
    ArrayNode tokens = tokens("{\"answers\":[{\"id\":\"1", "\",\"unit_type\":\"in");
    add(tokens, "dex\",", 0.5);
    add(tokens, "\"currency\":", 0.1);
    add(tokens, "nu", 0.9);
    add(tokens, "ll", 0.5);
    add(tokens, "}]}", 1);
    ((ObjectNode) tokens.get(1)).put("logprob", Math.log(0.8));

    Map<AnswerField, Double> found =
        TokenProbabilities.of(content, tokens).getOrDefault("1", Map.of());

    assertThat(found.getOrDefault(AnswerField.UNIT_TYPE, 0.0)).isEqualTo(0.4, CLOSE);
    assertThat(found.getOrDefault(AnswerField.CURRENCY, 0.0)).isEqualTo(0.45, CLOSE);
  }

  @Test
  void halvesOfCharactersAndThoughtsBeforeTheContentDoNotShiftIt() {
    String content = "{\"answers\":[{\"reasoning\":\"生é\",\"id\":\"1\",\"family\":\"temporal\"}]}";
    ArrayNode tokens = tokens("<think>{\"answers\":[{\"id\":\"1\"}]}</think>");
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    int value = content.indexOf("temporal") + 3; // Three characters of the text make three more.
    for (int i = 0; i < bytes.length; i++) {
      ArrayNode one = add(tokens, "\uFFFD", i == value ? 0.25 : 1).putArray("bytes");
      one.add(Byte.toUnsignedInt(bytes[i]));
    }

    assertThat(TokenProbabilities.of(content, tokens).get("1"))
        .isEqualTo(Map.of(AnswerField.FAMILY, 0.25));
  }

  @Test
  void whatCannotBeToldIsLeftOut() throws Exception {
    String content = "{\"answers\":[{\"id\":\"1\",\"family\":\"temporal\",\"scale\":\"index\"}]}";
    ArrayNode tokens = tokens(content.substring(0, 40), content.substring(40));
    ((ObjectNode) tokens.get(0)).putNull("logprob");

    assertThat(TokenProbabilities.of(content, tokens).get("1"))
        .isEqualTo(Map.of(AnswerField.SCALE, 1.0));
    assertThat(TokenProbabilities.of("{\"answers\":[]}", tokens)).isEmpty();
    assertThat(TokenProbabilities.of(content, new JsonMapper().readTree("null"))).isEmpty();
    ArrayNode cut = tokens(content.substring(0, 50));
    assertThat(TokenProbabilities.of(content, cut)).isEmpty();
  }

  private static ItemAnswer.Valid valid(LlmOutcome.Answered answered, String id) {
    return (ItemAnswer.Valid) Objects.requireNonNull(answered.items().get(id));
  }

  private static ArrayNode tokens(String... texts) {
    ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
    for (String text : texts) {
      add(tokens, text, 1);
    }
    return tokens;
  }

  private static ObjectNode add(ArrayNode tokens, String text, double probability) {
    return tokens.addObject().put("token", text).put("logprob", Math.log(probability));
  }
}
