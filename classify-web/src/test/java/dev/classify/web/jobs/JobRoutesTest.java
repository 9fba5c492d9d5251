package dev.classify.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRoutesTest {

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
  void jobIsShownWithItsFigures() throws Exception {
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.classified("a", "A"),
        TestRows.rejected("b", "B", "no answer"));
    JsonNode shown = server.json(Role.VIEWER, "/api/v1/jobs/job");
    assertThat(shown.path("job").asText()).isEqualTo("job");
    assertThat(shown.path("state").asText()).isEqualTo("running");
    assertThat(shown.path("rows").asInt()).isEqualTo(2);
    assertThat(shown.path("classified").asInt()).isEqualTo(1);
    assertThat(shown.path("rejected").asInt()).isEqualTo(1);
    assertThat(shown.path("spentUsd").isNumber()).isTrue();
    assertThat(shown.path("budgetUsd").isNull()).isTrue();
    assertThat(shown.path("startedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void pagesHoldEveryJobOnceTheNewestFirst() throws Exception {
    for (int i = 0; i < 7; i++) {
      TestRows.open(DATABASE.dataSource(), "job-" + i);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    for (int pages = 0; pages < 4; pages++) {
      JsonNode page = server.json(Role.VIEWER, "/api/v1/jobs?limit=2" + after);
      page.path("items").forEach(item -> seen.add(item.path("job").asText()));
      if (page.path("next").isNull()) {
        break;
      }
      after = "&after=" + page.path("next").asText();
    }
    assertThat(seen).containsExactly("job-6", "job-5", "job-4", "job-3", "job-2", "job-1", "job-0");
  }

  @Test
  void pauseIsAStateOfItsOwn() throws Exception {
    TestRows.open(DATABASE.dataSource(), "waits");
    TestRows.open(DATABASE.dataSource(), "runs");
    new Jobs(DATABASE.dataSource()).pause("waits", Jobs.PAUSED_BY_PERSON);
    JsonNode paused = server.json(Role.VIEWER, "/api/v1/jobs?state=paused");
    assertThat(paused.path("items").findValuesAsText("job")).containsExactly("waits");
    assertThat(paused.path("items").path(0).path("waits").asText())
        .contains("`classify resume waits`");
    assertThat(
            server
                .json(Role.VIEWER, "/api/v1/jobs?state=running")
                .path("items")
                .findValuesAsText("job"))
        .containsExactly("runs");
  }

  @Test
  void unknownJobIsAProblem() throws Exception {
    HttpResponse<String> response = server.get(Role.VIEWER, "/api/v1/jobs/none");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("there is no job none");
  }
}
