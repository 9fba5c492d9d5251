package dev.classify.service.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Limits;
import dev.classify.service.batch.ScriptedModel;
import dev.classify.service.llm.LlmOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the metrics count of requests.
class RequestCountsTest {

  private final TestClock clock = new TestClock();
  private final VirtualRequests requests =
      new VirtualRequests(clock, new MemoryLedger(clock), Limits.NONE);

  @Test
  void eachTryOfARequestIsCounted() throws Exception {
    ScriptedModel model = new ScriptedModel("first", clock);
    model.then(new LlmOutcome.Unavailable("HTTP 500", 0, true));

    requests.sendAll(List.of(RequestSenderTest.task(model, "inv-1")));

    assertThat(counted("unavailable")).isEqualTo(1);
    assertThat(counted("answered")).isEqualTo(1);
    assertThat(requests.metrics().get("classify.llm.queue.wait").timer().count()).isEqualTo(2);
    assertThat(requests.metrics().get("classify.llm.requests.in.flight").gauge().value()).isZero();
  }

  private double counted(String outcome) {
    return requests
        .metrics()
        .get("classify.llm.requests")
        .tags("model", "first", "tier", "standard", "outcome", outcome)
        .counter()
        .count();
  }
}
