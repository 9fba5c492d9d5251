package dev.classify.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.llm.Instructions;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.cluster.ClusterReports;
import dev.classify.store.jobs.Job;
import dev.classify.store.ledger.LlmExchange;
import dev.classify.store.ledger.LlmExchanges;
import dev.classify.web.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobDetailRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.classified("a", "A"),
        TestRows.classified("b", "B"),
        TestRows.rejected("c", "C", "no answer"));
    DATABASE.execute(
        "update jobs set started_at = date_trunc('minute', now()) - interval '5 minutes'",
        "update job_batches set completed_at = date_trunc('minute', now()) - interval '90 s'");
    ask("r1", "answered", 100, 90);
    ask("r2", "answered", 300, 80);
    ask("r3", "failed", 900, 30);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void ask(String id, String state, int latencyMillis, int secondsAgo)
      throws Exception {
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           outcome, tokens_estimated, tokens_in, tokens_out, cost_usd, latency_ms, sent_at)
        values ('%1$s', now(), 'job', 'key', 'worker-2', 'gpt', 1, 1, '%2$s', '%2$s', 10, 1000, 50,
                0.25, %3$d, date_trunc('minute', now()) - interval '%4$d s')
        """
            .formatted(id, state, latencyMillis, secondsAgo));
  }

  @Test
  void seriesHasAPointForEveryStep() throws Exception {
    JsonNode series = server.json(Role.VIEWER, "/api/v1/jobs/job/series?stepSeconds=60");
    assertThat(series.path("requestsPerMinuteBudget").asInt()).isEqualTo(600);
    assertThat(series.path("points")).hasSize(6);
    JsonNode busy = series.path("points").path(3);
    assertThat(busy.path("rows").asInt()).isEqualTo(3);
    assertThat(busy.path("rejected").asInt()).isEqualTo(1);
    assertThat(busy.path("requests").asInt()).isEqualTo(2);
    assertThat(busy.path("failed").asInt()).isZero();
    assertThat(busy.path("latencyP50Millis").asInt()).isEqualTo(200);
    assertThat(busy.path("tokensIn").asInt()).isEqualTo(2000);
    assertThat(busy.path("spentUsd").asDouble()).isEqualTo(0.5);
    JsonNode failed = series.path("points").path(4);
    assertThat(failed.path("failed").asInt()).isEqualTo(1);
    assertThat(failed.path("latencyP50Millis").isNull()).isTrue();
    assertThat(series.path("points").path(0).path("rows").asInt()).isZero();
  }

  @Test
  void breakdownDistributesRowsAndRequests() throws Exception {
    JsonNode shown = server.json(Role.VIEWER, "/api/v1/jobs/job/breakdown");
    assertThat(shown.path("byWorker").path(0).path("worker").asText()).isEqualTo("worker");
    assertThat(shown.path("byWorker").path(0).path("rows").asInt()).isEqualTo(3);
    assertThat(shown.path("byWorker").path(1).path("requests").asInt()).isEqualTo(3);
    assertThat(shown.path("byNode").path(0).path("node").asText()).isEqualTo("restate-1");
    assertThat(shown.path("byNode").path(0).path("rows").asInt()).isEqualTo(3);
    assertThat(shown.path("families").path(0).path("family").asText())
        .isEqualTo("physical-fundamental");
    assertThat(shown.path("families").path(0).path("rows").asInt()).isEqualTo(2);
    assertThat(shown.path("confidences")).hasSize(20);
    assertThat(shown.path("confidences").path(15).path("rows").asInt()).isEqualTo(2);
    assertThat(shown.path("failures").path(0).path("reason").asText()).isEqualTo("no answer");
    assertThat(shown.path("requestsByOutcome").path("failed").asInt()).isEqualTo(1);
    assertThat(shown.path("latency").path("p50Millis").asInt()).isEqualTo(200);
    assertThat(shown.path("tokens").path("out").asInt()).isEqualTo(150);
    assertThat(shown.path("models").path(0).path("spentUsd").asDouble()).isEqualTo(0.75);
    assertThat(shown.path("byTier").path(0).path("requests").asInt()).isEqualTo(3);
  }

  @Test
  void requestsAreListedTheLatestFirst() throws Exception {
    JsonNode first = server.json(Role.VIEWER, "/api/v1/requests?job=job&limit=2");
    assertThat(first.path("items").findValuesAsText("request")).containsExactly("r3", "r2");
    assertThat(
            server
                .json(Role.VIEWER, "/api/v1/requests?job=job&after=" + first.path("next").asText())
                .path("items")
                .findValuesAsText("request"))
        .containsExactly("r1");
    assertThat(
            server
                .json(Role.VIEWER, "/api/v1/requests?job=job&outcome=failed")
                .path("items")
                .findValuesAsText("request"))
        .containsExactly("r3");
    assertThat(server.get(Role.VIEWER, "/api/v1/requests").body()).contains("job is missing");
  }

  @Test
  void reviewerSeesWhatTheModelWasToldAndSaid() throws Exception {
    new LlmExchanges(DATABASE.dataSource())
        .keep(
            new LlmExchange(
                "r1", "job", Instructions.VERSION, "{\"indicators\":[]}", "{\"answer\":1}"));
    JsonNode request = server.json(Role.REVIEWER, "/api/v1/requests/r1");
    assertThat(request.path("request").asText()).isEqualTo("r1");
    assertThat(request.path("messages").findValuesAsText("role"))
        .containsExactly("system", "user", "assistant");
    assertThat(request.path("messages").path(1).path("content").asText())
        .isEqualTo("{\"indicators\":[]}");
    assertThat(server.json(Role.REVIEWER, "/api/v1/requests/r2").path("messages").isNull())
        .isTrue();
    assertThat(server.get(Role.VIEWER, "/api/v1/requests/r1").statusCode()).isEqualTo(403);
    assertThat(server.get(Role.REVIEWER, "/api/v1/requests/none").statusCode()).isEqualTo(404);
  }

  @Test
  void clusterShowsWorkersAndTheDatabase() throws Exception {
    JsonNode cluster = server.json(Role.VIEWER, "/api/v1/cluster");
    assertThat(cluster.path("answeredBy").asText()).isEqualTo("worker-1");
    assertThat(cluster.path("workers").findValuesAsText("worker"))
        .containsExactly("worker", "worker-2");
    assertThat(cluster.path("workers").path(1).path("requestsInFlight").asInt()).isZero();
    assertThat(cluster.path("database").path("version").asText()).startsWith("17");
    assertThat(cluster.path("database").path("connectionsMax").asInt()).isPositive();
  }

  @Test
  void reportAboutRestateIsAskedForAndShownWithItsAge() throws Exception {
    JsonNode before = server.json(Role.VIEWER, "/api/v1/cluster").path("restate");
    assertThat(before.path("report").isNull()).isTrue();
    assertThat(before.path("pending").asBoolean()).isFalse();
    JsonNode asked = server.json(Role.VIEWER, "/api/v1/cluster?refresh=true").path("restate");
    assertThat(asked.path("pending").asBoolean()).isTrue();
    assertThat(asked.path("askedBy").asText()).isEqualTo("anna");

    new ClusterReports(DATABASE.dataSource()).store("{\"nodes\":[{\"node\":\"restate-1\"}]}");
    JsonNode made = server.json(Role.VIEWER, "/api/v1/cluster").path("restate");
    assertThat(made.path("pending").asBoolean()).isFalse();
    assertThat(made.path("ageSeconds").asInt()).isBetween(0, 60);
    assertThat(made.path("report").path("nodes").path(0).path("node").asText())
        .isEqualTo("restate-1");
    assertThat(server.get(Role.VIEWER, "/api/v1/cluster?refresh=now").statusCode()).isEqualTo(400);
  }

  @Test
  void summaryCountsEverything() throws Exception {
    JsonNode summary = server.json(Role.VIEWER, "/api/v1/summary");
    assertThat(summary.path("jobsByState").path("running").asInt()).isEqualTo(1);
    assertThat(summary.path("answers").asInt()).isEqualTo(2);
    assertThat(summary.path("rejections").asInt()).isEqualTo(1);
  }
}
