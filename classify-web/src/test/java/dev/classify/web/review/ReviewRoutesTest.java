package dev.classify.web.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        inDoubt("a", "A"),
        inDoubt("b/c", "B"),
        TestRows.classified("sure", "S"));
  }

  /// An answer that the scheme allows.
  static IndicatorOutcome inDoubt(String id, String name) {
    Classification answer =
        new Classification(
            UnitType.CURRENCY_AMOUNT,
            Scale.MILLIONS,
            "EUR",
            ReportingFrequency.MONTHLY,
            TimeBasis.CUMULATIVE,
            CumulativePattern.YTD,
            Family.PHYSICAL_FUNDAMENTAL,
            IndicatorType.FLOW,
            TemporalAggregation.PERIOD_CUMULATIVE,
            HeatMapOrientation.NEUTRAL,
            0.75,
            "it grows within each year");
    return TestRows.classified(
        TestRows.indicator(id, name),
        DecidedAnswer.whole(answer, DecidedBy.MODEL, ConfidenceKind.STATED),
        "low confidence");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> decide(Role role, String id, String body) throws Exception {
    return server.post(role, "/api/v1/review/" + id + "/decisions", body);
  }

  private JsonNode item(String id) throws Exception {
    return server.json(Role.VIEWER, "/api/v1/review/" + id);
  }

  @Test
  void queueHoldsAnswersInDoubt() throws Exception {
    JsonNode first = server.json(Role.VIEWER, "/api/v1/review?limit=1");
    assertThat(first.path("items").findValuesAsText("indicatorId")).containsExactly("a");
    assertThat(first.path("items").path(0).path("reason").asText()).isEqualTo("low confidence");
    assertThat(first.path("items").path(0).path("indicator").isNull()).isTrue();
    JsonNode second =
        server.json(Role.VIEWER, "/api/v1/review?limit=1&after=" + first.path("next").asText());
    assertThat(second.path("items").findValuesAsText("indicatorId")).containsExactly("b/c");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void decisionIsStoredWithTheNameOfTheCaller() throws Exception {
    assertThat(decide(Role.REVIEWER, "a", "{\"action\":\"accept\",\"note\":\"fine\"}").body())
        .contains("\"status\":\"accepted\"");
    JsonNode item = item("a");
    assertThat(item.path("reviewedBy").asText()).isEqualTo("anna");
    assertThat(item.path("reason").isNull()).isTrue();
    assertThat(item.path("indicator").path("name").asText()).isEqualTo("A");
    assertThat(item.path("decisions").path(0).path("note").asText()).isEqualTo("fine");
  }

  @Test
  void correctedFieldsReplaceThoseOfTheModel() throws Exception {
    HttpResponse<String> response =
        decide(
            Role.REVIEWER,
            "b%2Fc",
            "{\"action\":\"correct\",\"fields\":{\"reportingFrequency\":\"quarterly\"}}");
    assertThat(response.body()).contains("reporting_frequency quarterly, was monthly");
    assertThat(item("b%2Fc").path("answer").path("reportingFrequency").asText())
        .isEqualTo("quarterly");
  }

  @Test
  void dryRunChangesNothing() throws Exception {
    decide(
        Role.REVIEWER,
        "a",
        "{\"action\":\"correct\",\"dryRun\":true,\"fields\":{\"reportingFrequency\":\"weekly\"}}");
    assertThat(item("a").path("answer").path("reportingFrequency").asText()).isEqualTo("monthly");
  }

  @Test
  void rejectionCanBeUndone() throws Exception {
    assertThat(decide(Role.REVIEWER, "a", "{\"action\":\"reject\",\"note\":\"a test\"}").body())
        .contains("\"status\":\"rejected\"");
    assertThat(server.get(Role.VIEWER, "/api/v1/review/a").statusCode()).isEqualTo(404);
    assertThat(decide(Role.REVIEWER, "a", "{\"action\":\"undo\"}").body())
        .contains("\"status\":\"restored\"");
    assertThat(item("a").path("reason").asText()).isEqualTo("low confidence");
  }

  @Test
  void valuesThatTheSchemeForbidsAreExplained() throws Exception {
    HttpResponse<String> response =
        decide(
            Role.REVIEWER,
            "a",
            "{\"action\":\"correct\",\"fields\":{\"temporalAggregation\":\"period-total\"}}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("docs/scheme.md");
  }

  @Test
  void everythingWrongInADecisionIsNamed() throws Exception {
    HttpResponse<String> response =
        decide(
            Role.REVIEWER,
            "a",
            "{\"action\":\"reject\",\"fields\":{\"colour\":\"red\"},\"why\":\"x\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("there is no key why")
        .contains("no field is called colour")
        .contains("note must say why");
  }

  @Test
  void viewerMayNotDecide() throws Exception {
    HttpResponse<String> response = decide(Role.VIEWER, "a", "{\"action\":\"accept\"}");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("this needs the role reviewer");
    assertThat(item("a").path("reviewedBy").isNull()).isTrue();
  }
}
