package dev.classify.web.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.results.ResultColumn;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /// More than one part of a response holds.
  private static final int ROWS = 700;

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    List<IndicatorOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      outcomes.add(TestRows.classified("id-%03d".formatted(i), "a name, \"quoted\" " + i));
    }
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        outcomes.toArray(IndicatorOutcome[]::new));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void csvHasALineForEveryAnswerThatMatches() throws Exception {
    HttpResponse<String> response = server.get(Role.VIEWER, "/api/v1/results.csv");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"results.csv\"");
    assertThat(response.body().lines()).hasSize(ROWS + 1);
    assertThat(response.body())
        .startsWith("indicator_id,name,unit_type,")
        .contains("id-699,\"a name, \"\"quoted\"\" 699\",");
    assertThat(server.get(Role.VIEWER, "/api/v1/results.csv?search=id-00").body().lines())
        .hasSize(11);
  }

  @Test
  void jsonLinesHaveTheKeysOfTheCommand() throws Exception {
    String body = server.get(Role.VIEWER, "/api/v1/results.jsonl?search=id-042").body();
    JsonNode row = new JsonMapper().readTree(body);
    List<String> keys = new ArrayList<>();
    row.fieldNames().forEachRemaining(keys::add);
    assertThat(keys).isEqualTo(ResultColumn.ALL.stream().map(ResultColumn::column).toList());
    assertThat(row.path("confidence").asDouble()).isEqualTo(0.75);
    assertThat(row.path("decided_by").isObject()).isTrue();
    assertThat(row.path("reviewed_by").isNull()).isTrue();
  }
}
