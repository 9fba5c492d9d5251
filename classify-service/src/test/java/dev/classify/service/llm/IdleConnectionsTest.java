package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.service.llm.RawServer.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Connections that a server closes, with requests on them or without.
class IdleConnectionsTest {

  /// The pool of the test keeps connections much longer than the server does.
  private static OpenAiConnection connect(RawServer server) {
    return OpenAiConnection.connect(
        TestRequests.settings(server.baseUrl()),
        TestRequests.TABLES.currencyCodes(),
        chain -> chain.proceed(chain.request()),
        Duration.ofMinutes(1));
  }

  @Test
  void aConnectionThatTheServerClosedWhileIdleLosesNoRequest() throws Exception {
    try (RawServer server = new RawServer(Behaviour.CLOSE_WHEN_IDLE);
        OpenAiConnection openAi = connect(server)) {
      for (int i = 1; i <= 5; i++) {
        assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
            .isInstanceOf(LlmOutcome.Answered.class);
        assertThat(server.requests()).as("each is sent once").isEqualTo(i);
        server.awaitClosed();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"CLOSE_UNANSWERED", "CLOSE_MIDWAY"})
  void aRequestThatTheServerHasReadIsNeverSentAgain(Behaviour behaviour) throws Exception {
    try (RawServer server = new RawServer(behaviour);
        OpenAiConnection openAi = connect(server)) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away -> {
                assertThat(away.mayBeBilled()).isTrue();
                assertThat(away.reason())
                    .contains(
                        behaviour == Behaviour.CLOSE_MIDWAY
                            ? "connection closed in the middle of the answer"
                            : "connection closed before the answer");
              });
      assertThat(server.requests()).isEqualTo(1);
    }
  }
}
