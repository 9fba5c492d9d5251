package dev.classify.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LlmExchangesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final LlmExchanges exchanges = new LlmExchanges(DATABASE.dataSource());

  private static LlmExchange exchange(String requestId, String reply) {
    return new LlmExchange(requestId, "job", "prompt-1", "asked", reply);
  }

  @Test
  void lastTryOfARequestIsKept() throws Exception {
    exchanges.keep(exchange("r", "{\"try\":1}"));
    exchanges.keep(exchange("r", "{\"try\":2}"));
    assertThat(exchanges.find("r")).contains(exchange("r", "{\"try\":2}"));
    assertThat(exchanges.find("other")).isEmpty();
  }

  @Test
  void oldExchangesAreRemovedFasterThanNewOnesCome() throws Exception {
    for (int i = 0; i < 5; i++) {
      exchanges.keep(exchange("old-" + i, "{}"));
    }
    DATABASE.execute("update llm_exchanges set kept_at = now() - interval '31 days'");
    exchanges.keep(exchange("new-1", "{}"));
    exchanges.keep(exchange("new-2", "{}"));
    exchanges.keep(exchange("new-3", "{}"));
    assertThat(DATABASE.texts("select request_id from llm_exchanges order by 1"))
        .containsExactly("new-1", "new-2", "new-3");
  }
}
