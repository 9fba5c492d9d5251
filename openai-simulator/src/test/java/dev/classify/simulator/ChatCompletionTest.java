package dev.classify.simulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionTokenLogprob;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.models.Model;
import dev.classify.llm.Question;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChatCompletionTest {

  private static OpenAiSimulator simulator;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = Simulators.plain();
    client = TestRequests.client(simulator);
  }

  @AfterAll
  static void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void strictQuestionIsAnsweredFromTheRulesItemByItem() {
    Question question = TestRequests.question(TestRequests.threeIndicators());

    ChatCompletion completion =
        client.chat().completions().create(TestRequests.strict(question).build());

    assertThat(TestRequests.answers(TestRequests.content(completion)))
        .isEqualTo(TestRequests.expectedAnswers(question));
    assertThat(completion.choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.model()).isEqualTo(TestRequests.MODEL);
  }

  @Test
  void jsonModeGetsTheSameAnswer() {
    Question question = TestRequests.question(TestRequests.threeIndicators());

    ChatCompletion completion =
        client
            .chat()
            .completions()
            .create(
                TestRequests.plain(question)
                    .responseFormat(ResponseFormatJsonObject.builder().build())
                    .build());

    assertThat(TestRequests.answers(TestRequests.content(completion)))
        .isEqualTo(TestRequests.expectedAnswers(question));
  }

  /// A schema that a client derives from its own class.
  public static final class Verdicts {
    public List<Verdict> answers = List.of();
    public String summary = "unset";
  }

  /// An item of that schema.
  public static final class Verdict {
    public String id = "";
    public String family = "";
    public int stars;
  }

  @Test
  void otherSchemaIsFilledAsFarAsItsFieldsMatch() {
    Question question = TestRequests.question(TestRequests.threeIndicators());

    Verdicts verdicts =
        client
            .chat()
            .completions()
            .create(TestRequests.plain(question).responseFormat(Verdicts.class).build())
            .choices()
            .getFirst()
            .message()
            .content()
            .orElseThrow();

    assertThat(verdicts.answers).extracting(verdict -> verdict.id).containsExactly("1", "2", "3");
    assertThat(verdicts.answers.getFirst().family).isEqualTo("physical-fundamental");
    assertThat(verdicts.summary).isEmpty();
  }

  @Test
  void streamedChunksFormTheSameAnswerAndUsage() {
    Question question = TestRequests.question(TestRequests.threeIndicators());
    ChatCompletionCreateParams params =
        TestRequests.strict(question)
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }

    ChatCompletion streamed = accumulator.chatCompletion();
    ChatCompletion whole = client.chat().completions().create(params);
    assertThat(TestRequests.content(streamed)).isEqualTo(TestRequests.content(whole));
    assertThat(streamed.usage().orElseThrow().completionTokens())
        .isEqualTo(whole.usage().orElseThrow().completionTokens());
  }

  @Test
  void repeatedPrefixOfAPromptIsCached() {
    String instructions = "The rules of the scheme, as JSON would have them. ".repeat(200);
    ChatCompletionCreateParams first = longPrompt(instructions, "Policy rate");
    ChatCompletionCreateParams second = longPrompt(instructions, "Exports");

    CompletionUsage before = client.chat().completions().create(first).usage().orElseThrow();
    CompletionUsage after = client.chat().completions().create(second).usage().orElseThrow();

    assertThat(cached(before)).isZero();
    assertThat(cached(after)).isGreaterThanOrEqualTo(1_024).isLessThan(after.promptTokens());
    assertThat(cached(after) % 128).isZero();
    assertThat(after.totalTokens()).isEqualTo(after.promptTokens() + after.completionTokens());
    assertThat(cacheWrites(before)).as("not reported by default").isZero();
  }

  @Test
  void cacheWritesAreReportedIfTheSettingSaysSo() {
    String instructions = "The rules of the scheme, as a table would have them. ".repeat(200);
    ChatCompletionCreateParams params = longPrompt(instructions, "Policy rate");
    SimulatorSettings plain = simulator.settings();
    simulator.change(plain.with(Option.CACHE_WRITES, true));
    try {
      CompletionUsage before = client.chat().completions().create(params).usage().orElseThrow();
      CompletionUsage after = client.chat().completions().create(params).usage().orElseThrow();

      assertThat(cacheWrites(before)).isPositive().isEqualTo(cached(after));
      assertThat(cacheWrites(after)).isZero();
    } finally {
      simulator.change(plain);
    }
  }

  @Test
  void tokenProbabilitiesAreReportedOnRequest() {
    Question question = TestRequests.question(TestRequests.threeIndicators());

    ChatCompletion completion =
        client
            .chat()
            .completions()
            .create(
                TestRequests.strict(question)
                    .logprobs(true)
                    .reasoningEffort(ReasoningEffort.NONE)
                    .build());

    List<ChatCompletionTokenLogprob> tokens =
        completion.choices().getFirst().logprobs().orElseThrow().content().orElseThrow();
    assertThat(tokens).hasSize((int) completion.usage().orElseThrow().completionTokens());
    assertThat(tokens.stream().map(ChatCompletionTokenLogprob::token).collect(joining()))
        .isEqualTo(TestRequests.content(completion));
    assertThat(tokens).allMatch(token -> token.logprob() <= 0);
    assertThat(TestRequests.askThree(client).choices().getFirst().logprobs()).isEmpty();
  }

  @Test
  void answerLongerThanAllowedIsTruncated() {
    ChatCompletion completion =
        client
            .chat()
            .completions()
            .create(
                TestRequests.strict(TestRequests.question(TestRequests.threeIndicators()))
                    .maxCompletionTokens(20)
                    .build());

    assertThat(completion.choices().getFirst().finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(20);
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().data()).extracting(Model::id).contains(TestRequests.MODEL);
    assertThat(client.models().retrieve(TestRequests.MODEL).id()).isEqualTo(TestRequests.MODEL);
  }

  private static ChatCompletionCreateParams longPrompt(String instructions, String name) {
    return ChatCompletionCreateParams.builder()
        .model(TestRequests.MODEL)
        .addSystemMessage(instructions)
        .addUserMessage(TestRequests.question(List.of(TestRequests.indicator(name, "%"))).write())
        .build();
  }

  private static long cacheWrites(CompletionUsage usage) {
    return usage.promptTokensDetails().orElseThrow().cacheWriteTokens().orElseThrow();
  }

  private static long cached(CompletionUsage usage) {
    return usage.promptTokensDetails().orElseThrow().cachedTokens().orElseThrow();
  }
}
