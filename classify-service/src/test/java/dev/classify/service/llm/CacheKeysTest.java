package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheKeysTest {

  private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"\"}}]}";

  private long nanos;
  private final CacheKeys keys = new CacheKeys(() -> nanos);

  /// At an even pace, and in a burst of two seconds in each minute.
  @ParameterizedTest
  @CsvSource({"10, 6000, 1", "60, 1000, 4", "1000, 60, 67", "1000, 2, 67", "10000, 6, 667"})
  void noKeyHasMoreThanFifteenRequestsInAnyMinute(int perMinute, long pauseMillis, int expected) {
    Map<String, Deque<Long>> times = new HashMap<>();
    for (int request = 0; request < 5 * perMinute; request++) {
      if (request % perMinute == 0) {
        nanos = Duration.ofMinutes(request / perMinute).toNanos();
      }
      Deque<Long> sent = times.computeIfAbsent(keys.of("r" + request), _ -> new ArrayDeque<>());
      sent.addLast(nanos);
      if (sent.size() > 15) {
        assertThat(nanos - sent.removeFirst()).isGreaterThanOrEqualTo(60_000_000_000L);
      }
      nanos += Duration.ofMillis(pauseMillis).toNanos();
    }
    assertThat(times).hasSize(expected);
  }

  @Test
  void requestThatIsTriedAgainKeepsItsKey() {
    String first = keys.of("again");
    for (int i = 0; i < 100; i++) {
      keys.of("other-" + i);
    }
    assertThat(keys.of("again")).isEqualTo(first).hasSizeLessThan(64);
    assertThat(new CacheKeys(() -> nanos).of("again")).as("another worker").isNotEqualTo(first);
  }

  /// The stub answers as a proxy, so that requests may go to any address.
  @ParameterizedTest
  @CsvSource({
    "http://api.openai.com/v1, true",
    "http://eu.api.openai.com/v1, true",
    "http://acme.openai.azure.com/openai/v1, true",
    "http://openrouter.ai/api/v1, false",
    "http://localhost:11434/v1, false"
  })
  void keyIsSentToServersThatKnowIt(String address, boolean sent) {
    try (StubServer server = new StubServer(200, ANSWER, Map.of());
        OpenAiConnection openAi = behind(server, address)) {
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastAddress()).startsWith(address);
      assertThat(server.lastBody().contains("\"prompt_cache_key\":\"classify-")).isEqualTo(sent);
    }
  }

  @Test
  void refusedKeyIsLeftOutFromThenOn() {
    String message = "Unrecognized request argument supplied: prompt_cache_key";
    try (StubServer server = StubServer.error(400, "", message);
        OpenAiConnection openAi = behind(server, "http://acme.openai.azure.com/openai/v1")) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome().detail())
          .contains("does not support prompt_cache_key");
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).doesNotContain("prompt_cache_key");
    }
  }

  private static OpenAiConnection behind(StubServer proxy, String address) {
    return TestRequests.connect(
        TestRequests.settings(
            URI.create(address), "LLM_PROXY", "http://127.0.0.1:" + proxy.baseUrl().getPort()));
  }
}
