package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.errors.InternalServerException;
import com.openai.models.chat.completions.ChatCompletion;
import dev.classify.simulator.settings.Option;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class DrainTest {

  @Test
  void drainAnswersRequestsInFlightAndRefusesNewOnes() throws Exception {
    try (OpenAiSimulator simulator = Simulators.with(Option.LATENCY, "constant:500ms")) {
      OpenAIClient client = TestRequests.client(simulator);
      FutureTask<ChatCompletion> begun = new FutureTask<>(() -> TestRequests.askThree(client));
      Thread.ofVirtual().start(begun);
      await().until(() -> !simulator.requests().isEmpty());

      simulator.drain(Duration.ofSeconds(10));

      assertThat(simulator.requests().getFirst().status()).isEqualTo(200);
      assertThat(TestRequests.answers(TestRequests.content(begun.get()))).hasSize(3);
      assertThatThrownBy(() -> TestRequests.askThree(client))
          .isInstanceOf(InternalServerException.class);
      assertThat(simulator.arrived()).isOne();
    }
  }
}
