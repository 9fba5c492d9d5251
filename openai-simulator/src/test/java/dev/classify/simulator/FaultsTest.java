package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.classify.llm.ModelAnswer;
import dev.classify.llm.ParsedAnswer;
import dev.classify.llm.Question;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each fault applies to the first request only; the second request proves that the fault caused
/// it.
class FaultsTest {

  private OpenAiSimulator simulator;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = Simulators.plain();
    client = TestRequests.client(simulator);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void rateLimitErrorSaysHowLongToWait() {
    fault("rate-limit=#1");
    simulator.change(simulator.settings().with(Option.RETRY_AFTER, "1500ms"));

    RateLimitException thrown = rateLimit();

    assertThat(thrown.code()).contains("rate_limit_exceeded");
    assertThat(thrown.type()).contains("requests");
    assertThat(thrown.headers().values("retry-after")).containsExactly("2");
    assertThat(thrown.headers().values("retry-after-ms")).containsExactly("1500");
    assertThat(only().errorCode()).isEqualTo("rate_limit_exceeded");
    answersAgain();
  }

  @Test
  void bareRateLimitErrorHasNoRetryAfter() {
    fault("rate-limit-bare=#1");

    RateLimitException thrown = rateLimit();

    assertThat(thrown.code()).contains("rate_limit_exceeded");
    assertThat(thrown.headers().values("retry-after")).isEmpty();
    assertThat(thrown.headers().values("retry-after-ms")).isEmpty();
    answersAgain();
  }

  @Test
  void exhaustedQuotaStaysExhausted() {
    fault("insufficient-quota=#2+");
    TestRequests.askThree(client);

    for (int request = 2; request <= 4; request++) {
      RateLimitException thrown = rateLimit();
      assertThat(thrown.code()).contains("insufficient_quota");
      assertThat(thrown.type()).contains("insufficient_quota");
      assertThat(thrown.headers().values("retry-after")).isEmpty();
    }
    assertThat(simulator.requests())
        .extracting(RecordedRequest::status)
        .containsExactly(200, 429, 429, 429);
  }

  @ParameterizedTest
  @CsvSource({"server-error,500", "unavailable,503"})
  void serverFaultsAreServerErrors(String fault, int status) {
    fault(fault + "=#1");

    InternalServerException thrown =
        catchThrowableOfType(InternalServerException.class, () -> TestRequests.askThree(client));

    assertThat(thrown.statusCode()).isEqualTo(status);
    assertThat(only().status()).isEqualTo(status);
    assertThat(only().faults()).containsExactly(fault);
    answersAgain();
  }

  @Test
  void serverWithoutStrictSchemasAcceptsOtherRequests() {
    fault("strict-schema-unsupported=1");
    Question question = TestRequests.question(TestRequests.threeIndicators());

    BadRequestException thrown =
        catchThrowableOfType(BadRequestException.class, () -> TestRequests.askThree(client));

    assertThat(thrown).hasMessageContaining("not supported");
    ChatCompletion plain = client.chat().completions().create(TestRequests.plain(question).build());
    assertThat(TestRequests.answers(TestRequests.content(plain)))
        .isEqualTo(TestRequests.expectedAnswers(question));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "reset-midway"})
  void resetConnectionIsANetworkError(String fault) {
    fault(fault + "=#1");

    assertThatThrownBy(() -> TestRequests.askThree(client))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(OpenAIIoException.class),
            thrown -> assertThat(thrown).isInstanceOf(OpenAIInvalidDataException.class))
        .hasRootCauseInstanceOf(IOException.class);

    assertThat(only().status()).isNull();
    assertThat(only().completionTokens()).isPositive();
    answersAgain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "late"})
  void hangingOrLateAnswerTimesOut(String fault) {
    fault(fault + "=#1");

    OpenAIClient impatient = TestRequests.client(simulator, Duration.ofMillis(700));
    assertThatThrownBy(() -> TestRequests.askThree(impatient))
        .isInstanceOf(OpenAIIoException.class);
    impatient.close();

    assertThat(only().status()).isNull();
    assertThat(only().faults()).containsExactly(fault);
    answersAgain();
  }

  @Test
  void truncatedBodyIsInvalidJson() {
    fault("truncated-body=#1");

    assertThatThrownBy(() -> TestRequests.askThree(client))
        .isInstanceOf(OpenAIInvalidDataException.class);
    answersAgain();
  }

  @Test
  void truncatedContentHasFinishReasonLength() {
    fault("length=#1");

    ChatCompletion cut = TestRequests.askThree(client);

    assertThat(cut.choices().getFirst().finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(wholeEntries(cut)).isLessThan(3);
    answersAgain();
  }

  /// The number of complete entries, of three.
  private static int wholeEntries(ChatCompletion answer) {
    return TestRequests.read(TestRequests.content(answer)).map(List::size).orElse(0);
  }

  @Test
  void malformedContentHasFinishReasonStop() {
    fault("malformed-content=#1");

    ChatCompletion malformed = TestRequests.askThree(client);

    assertThat(malformed.choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(wholeEntries(malformed)).isLessThan(3);
    answersAgain();
  }

  @Test
  void refusalHasNoContent() {
    fault("refusal=#1");

    ChatCompletion refused = TestRequests.askThree(client);

    assertThat(refused.choices().getFirst().message().content()).isEmpty();
    assertThat(refused.choices().getFirst().message().refusal()).isPresent();
    answersAgain();
  }

  @Test
  void missingItemLeavesTheOthersRight() {
    fault("missing-id=#1");

    List<ModelAnswer> answers =
        TestRequests.answers(TestRequests.content(TestRequests.askThree(client)));

    assertThat(answers).hasSize(2);
    assertThat(TestRequests.expectedAnswers(TestRequests.question(TestRequests.threeIndicators())))
        .containsAll(answers);
  }

  @Test
  void swappedIdsExchangeTwoAnswers() {
    fault("swapped-ids=#1");
    List<ModelAnswer> right =
        TestRequests.expectedAnswers(TestRequests.question(TestRequests.threeIndicators()));

    List<ModelAnswer> answers =
        TestRequests.answers(TestRequests.content(TestRequests.askThree(client)));

    assertThat(answers).extracting(ModelAnswer::id).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(answers).filteredOn(right::contains).hasSize(1);
  }

  @Test
  void duplicatedIdIsAddedToTheOthers() {
    fault("duplicated-id=#1");

    List<ModelAnswer> answers =
        TestRequests.answers(TestRequests.content(TestRequests.askThree(client)));

    assertThat(answers).hasSize(4);
    assertThat(answers).extracting(ModelAnswer::id).contains("1", "2", "3");
  }

  @Test
  void unknownIdReplacesARequestedOne() {
    fault("unknown-id=#1");

    List<ModelAnswer> answers =
        TestRequests.answers(TestRequests.content(TestRequests.askThree(client)));

    assertThat(answers)
        .extracting(ModelAnswer::id)
        .filteredOn(id -> id.startsWith("unknown"))
        .hasSize(1);
    assertThat(answers).hasSize(3);
  }

  @Test
  void invalidValueAffectsOneItem() {
    fault("invalid-value=#1");

    List<ParsedAnswer> readings = TestRequests.readings(TestRequests.askThree(client));

    assertThat(readings).hasSize(3);
    assertThat(readings).filteredOn(ParsedAnswer.Faulty.class::isInstance).hasSize(1);
    answersAgain();
  }

  @Test
  void poisonedIndicatorMakesEveryAnswerMalformed() {
    simulator.change(simulator.settings().with(Option.POISON, "POISON"));
    Question poisonous =
        TestRequests.question(
            List.of(
                TestRequests.threeIndicators().getFirst(),
                TestRequests.indicator("Rate POISON", "%")));

    for (int request = 1; request <= 2; request++) {
      ChatCompletion spoilt =
          client.chat().completions().create(TestRequests.strict(poisonous).build());
      assertThat(TestRequests.read(TestRequests.content(spoilt))).isEmpty();
    }

    assertThat(simulator.requests())
        .extracting(RecordedRequest::faults)
        .containsOnly(List.of("poison"));
    answersAgain();
  }

  @Test
  void slowStreamIsCompleteInTheEnd() {
    fault("slow-stream=#1");
    simulator.change(simulator.settings().with(Option.STREAM_PAUSE, "1ms"));
    Question question = TestRequests.question(TestRequests.threeIndicators());
    StringBuilder content = new StringBuilder();

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(TestRequests.strict(question).build())) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().getFirst().delta().content().stream())
          .forEach(content::append);
    }

    assertThat(TestRequests.answers(content.toString()))
        .isEqualTo(TestRequests.expectedAnswers(question));
    assertThat(only().faults()).containsExactly("slow-stream");
  }

  private void fault(String faults) {
    simulator.change(simulator.settings().with(Option.FAULT, faults));
  }

  private RateLimitException rateLimit() {
    return catchThrowableOfType(RateLimitException.class, () -> TestRequests.askThree(client));
  }

  private RecordedRequest only() {
    assertThat(simulator.requests()).hasSize(1);
    return simulator.requests().getFirst();
  }

  private void answersAgain() {
    assertThat(TestRequests.answers(TestRequests.content(TestRequests.askThree(client))))
        .isEqualTo(
            TestRequests.expectedAnswers(TestRequests.question(TestRequests.threeIndicators())));
  }
}
