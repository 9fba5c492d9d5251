package dev.classify.web.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.web.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndicatorRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(DATABASE.dataSource());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answerComesWithEvidenceHistoryAndRequests() throws Exception {
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.classified("a", "Inflation rate", "low confidence"));
    DATABASE.execute(
        """
        insert into llm_requests (request_id, granted_at, job_id, batch_key, worker, model,
                                  indicators, attempt, state, outcome, tokens_estimated)
        values ('r1', now(), 'job', 'key', 'worker', 'gpt', 1, 1, 'answered', 'answered', 10)
        """);
    JsonNode detail = server.json(Role.VIEWER, "/api/v1/results/a");
    assertThat(detail.path("result").path("name").asText()).isEqualTo("Inflation rate");
    assertThat(detail.path("result").path("indicator").path("name").asText())
        .isEqualTo("Inflation rate");
    assertThat(detail.path("rejection").isNull()).isTrue();
    assertThat(detail.path("evidence")).hasSize(10);
    assertThat(detail.path("evidence").path(0).path("evidence")).isNotEmpty();
    JsonNode area = detail.path("attributes").path(1);
    assertThat(area.path("attribute").asText()).isEqualTo("referenceArea");
    assertThat(area.path("value").asText()).isEqualTo("EA");
    assertThat(area.path("by").asText()).isEqualTo("rules");
    assertThat(detail.path("sdmx").path("ADJUSTMENT").asText()).isEqualTo("S");
    assertThat(detail.path("history").path(0).path("outcome").asText()).isEqualTo("classified");
    assertThat(detail.path("requests").path(0).path("request").asText()).isEqualTo("r1");
  }

  @Test
  void rejectedIndicatorHasAReason() throws Exception {
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.rejected("a", "A", "no answer"));
    JsonNode detail = server.json(Role.VIEWER, "/api/v1/results/a");
    assertThat(detail.path("result").isNull()).isTrue();
    assertThat(detail.path("rejection").path("reason").asText()).isEqualTo("no answer");
    assertThat(detail.path("history").path(0).path("outcome").asText()).isEqualTo("rejected");
  }

  @Test
  void unknownIndicatorIsAProblem() throws Exception {
    assertThat(server.get(Role.VIEWER, "/api/v1/results/none").statusCode()).isEqualTo(404);
  }
}
