package dev.classify.web.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.store.Statements;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.events.Event;
import dev.classify.store.events.EventReader;
import dev.classify.store.jobs.Job;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.projections.Build;
import dev.classify.store.projections.Builds;
import dev.classify.store.projections.Checkpoints;
import dev.classify.store.projections.EventBatch;
import dev.classify.store.projections.Partition;
import dev.classify.store.projections.Projection;
import dev.classify.store.projections.Projections;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProjectionRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ADDRESS = "/api/v1/projections";

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsShownWhereNoProjectorHasRun() throws Exception {
    JsonNode shown = shown("");
    assertThat(shown.path("partitions")).isEmpty();
    assertThat(shown.path("disagreement")).isEmpty();
    assertThat(shown.path("values")).isEmpty();
  }

  @Test
  void readModelsAreShown() throws Exception {
    store("first", 0.75);
    store("second", 0.25);
    project();
    JsonNode shown = shown("?field=scale");
    assertThat(shown.path("partitions")).hasSize(5);
    assertThat(shown.at("/partitions/0/lagEvents").asLong()).isZero();
    assertThat(shown.path("disagreement"))
        .anySatisfy(
            one -> {
              assertThat(one.path("pair").asText()).isEqualTo("rules-model");
              assertThat(one.path("field").asText()).isEqualTo("reportingFrequency");
              assertThat(one.path("compared").asLong()).isEqualTo(2);
              assertThat(one.path("different").asLong()).isEqualTo(2);
            });
    assertThat(shown.at("/values/0/value").asText()).isEqualTo("millions");
    assertThat(shown.at("/values/0/answers").asLong()).isOne();
    assertThat(shown.at("/drift/0/jobId").asText()).isEqualTo("second");
    assertThat(shown.at("/drift/0/before").asText()).isEqualTo("first");
    assertThat(shown.at("/drift/0/drift").asDouble()).isZero();
  }

  @Test
  void unknownFieldIsRefused() throws Exception {
    HttpResponse<String> refused = server.get(Role.VIEWER, ADDRESS + "?field=colour");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("field", "family");
  }

  private static void store(String jobId, double confidence) throws SQLException {
    Job job = TestRows.open(DATABASE.dataSource(), jobId);
    IndicatorOutcome plain = TestRows.classified("A", "Exports of " + confidence);
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, jobId),
        new IndicatorOutcome(
            plain.indicator(), plain.outcome(), TestRows.corrected("quarterly").answer()));
  }

  /// What a projector does in one batch.
  private static void project() throws SQLException {
    Partition own = new Partition("main", 1, 0, 1);
    new Statements(DATABASE.owner())
        .inTransaction(
            handle -> {
              Checkpoints.raise(handle, own);
              long head = EventReader.head(handle);
              List<Event> events = EventReader.read(handle, 0, head, 0, 1, 100);
              for (Build build : Builds.prepare(handle, own, Projections.ALL)) {
                Checkpoints.advance(
                    handle, List.of(build.build()), own, 0, head, events.size(), true);
                projection(build).apply(handle, new EventBatch(build.build(), 0, events));
              }
              return head;
            });
  }

  private static Projection projection(Build build) {
    return Projections.ALL.stream()
        .filter(one -> one.name().equals(build.projection()))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode shown(String query) throws Exception {
    HttpResponse<String> response = server.get(Role.VIEWER, ADDRESS + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonMapper().readTree(response.body());
  }
}
