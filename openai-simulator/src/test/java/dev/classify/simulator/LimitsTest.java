package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private final Simulators.ManualClock clock = new Simulators.ManualClock();
  private OpenAiSimulator simulator;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = OpenAiSimulator.start(Simulators.FREE_PORT, clock.clocks());
    client = TestRequests.client(simulator);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void limitAppliesToASlidingMinute() {
    set(Map.of(Option.RPM, "3", Option.COUNT_REFUSED, "false"));
    for (int second = 0; second < 3; second++) {
      TestRequests.askThree(client);
      clock.advance(Duration.ofSeconds(10));
    }

    RateLimitException refused = rateLimit();
    assertThat(refused.code()).contains("rate_limit_exceeded");
    assertThat(refused.type()).contains("requests");
    assertThat(refused).hasMessageContaining("Limit 3, Used 3, Requested 1");
    assertThat(refused.headers().values("retry-after")).containsExactly("30");

    clock.advance(Duration.ofSeconds(30).minusNanos(1));
    rateLimit();
    clock.advance(Duration.ofNanos(1));
    TestRequests.askThree(client);
    rateLimit();
    clock.advance(Duration.ofSeconds(10));
    TestRequests.askThree(client);
    assertThat(simulator.requests())
        .extracting(RecordedRequest::status)
        .containsExactly(200, 200, 200, 429, 429, 200, 429, 200);
  }

  @Test
  void refusedRequestsCountUnlessSetOtherwise() {
    set(Map.of(Option.RPM, "2"));
    TestRequests.askThree(client);
    TestRequests.askThree(client);
    clock.advance(Duration.ofSeconds(40));

    assertThat(rateLimit().headers().values("retry-after")).containsExactly("20");
    clock.advance(Duration.ofSeconds(20));
    TestRequests.askThree(client);
    rateLimit();
    clock.advance(Duration.ofSeconds(59));
    assertThat(rateLimit().headers().values("retry-after")).containsExactly("1");
  }

  @Test
  void headersCountDown() {
    set(Map.of(Option.RPM, "100", Option.TPM, "50000"));

    Headers first = headers();
    clock.advance(Duration.ofMillis(59_880));
    Headers second = headers();

    assertThat(first.values("x-ratelimit-limit-requests")).containsExactly("100");
    assertThat(first.values("x-ratelimit-remaining-requests")).containsExactly("99");
    assertThat(first.values("x-ratelimit-reset-requests")).containsExactly("1m0s");
    assertThat(first.values("x-ratelimit-limit-tokens")).containsExactly("50000");
    assertThat(Integer.parseInt(first.values("x-ratelimit-remaining-tokens").getFirst()))
        .isBetween(40_000, 49_999);
    assertThat(first.values("x-request-id").getFirst())
        .isEqualTo(simulator.requests().getFirst().requestId());
    assertThat(first.values("openai-processing-ms")).hasSize(1);
    assertThat(second.values("x-ratelimit-remaining-requests")).containsExactly("98");
    clock.advance(Duration.ofMillis(120));
    assertThat(headers().values("x-ratelimit-remaining-requests")).containsExactly("98");
  }

  @Test
  void withoutLimitsThereAreNoLimitHeaders() {
    assertThat(headers().names()).noneMatch(name -> name.startsWith("x-ratelimit"));
  }

  @Test
  void tokenEstimateIsReplacedByTheTokensUsed() {
    set(Map.of(Option.TPM, "20000"));
    ChatCompletion completion = ask(10_000);
    long used = completion.usage().orElseThrow().totalTokens();

    Headers after = headers();

    assertThat(remainingTokens(after)).isEqualTo(20_000 - used - prompt(completion));
    RateLimitException refused = catchThrowableOfType(RateLimitException.class, () -> ask(19_000));
    assertThat(refused.type()).contains("tokens");
    assertThat(refused).hasMessageContaining("Rate limit reached").hasMessageContaining("TPM");
    assertThat(refused.headers().values("retry-after")).containsExactly("60");
  }

  @Test
  void requestAboveTheLimitOfAMinuteHasItsOwnError() {
    set(Map.of(Option.TPM, "5000"));

    RateLimitException refused = catchThrowableOfType(RateLimitException.class, () -> ask(10_000));

    assertThat(refused.code()).contains("rate_limit_exceeded");
    assertThat(refused.type()).contains("tokens");
    assertThat(refused).hasMessageContaining("Request too large").hasMessageContaining("5000");
    assertThat(refused.headers().values("retry-after")).isEmpty();
  }

  @Test
  void eachModelHasItsOwnLimit() {
    set(Map.of(Option.RPM, "1"));
    TestRequests.askThree(client);

    client
        .chat()
        .completions()
        .create(
            TestRequests.strict(TestRequests.question(TestRequests.threeIndicators()))
                .model("gpt-5.4-mini")
                .build());

    rateLimit();
  }

  private void set(Map<Option, String> changes) {
    simulator.change(simulator.settings().with(changes));
  }

  private ChatCompletion ask(int tokensMax) {
    return client
        .chat()
        .completions()
        .create(
            TestRequests.strict(TestRequests.question(TestRequests.threeIndicators()))
                .maxCompletionTokens(tokensMax)
                .build());
  }

  private RateLimitException rateLimit() {
    RateLimitException refused =
        catchThrowableOfType(RateLimitException.class, () -> TestRequests.askThree(client));
    assertThat(refused).isNotNull();
    return refused;
  }

  private Headers headers() {
    try (HttpResponseFor<ChatCompletion> response =
        client
            .chat()
            .completions()
            .withRawResponse()
            .create(
                TestRequests.strict(TestRequests.question(TestRequests.threeIndicators()))
                    .build())) {
      return response.headers();
    }
  }

  private static long remainingTokens(Headers headers) {
    return Long.parseLong(headers.values("x-ratelimit-remaining-tokens").getFirst());
  }

  private static long prompt(ChatCompletion completion) {
    return completion.usage().orElseThrow().promptTokens();
  }
}
