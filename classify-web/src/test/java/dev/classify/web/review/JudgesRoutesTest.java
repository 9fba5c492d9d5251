package dev.classify.web.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.llm.ExampleFile;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several judges of one answer, and what their decisions are good for afterwards.
class JudgesRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ACCEPT = "{\"action\":\"accept\"}";
  private static final String CORRECT =
      "{\"action\":\"correct\",\"fields\":{\"reportingFrequency\":\"quarterly\"}}";

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(), TestRows.batch(job, "key"), ReviewRoutesTest.inDoubt("a", "A"));
    ask(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void ask(int judges) throws Exception {
    String body = "{\"judgesPerRow\":" + judges + "}";
    assertThat(server.post(Role.OPERATOR, "/api/v1/review-settings", body).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> decide(String judge, String body) throws Exception {
    return server.postAs(judge, Role.REVIEWER, "/api/v1/review/a/decisions", body);
  }

  private JsonNode queue(String query) throws Exception {
    return server.json(Role.VIEWER, "/api/v1/review" + query).path("items");
  }

  @Test
  void disagreementWaitsUntilSomebodySettlesIt() throws Exception {
    ask(2);
    assertThat(decide("ben", CORRECT).body()).contains("1 of 2 judges");
    assertThat(server.json(Role.VIEWER, "/api/v1/review/a").path("judgements").isNull()).isTrue();
    assertThat(server.json(Role.REVIEWER, "/api/v1/review").path("items")).hasSize(1);

    assertThat(decide("anna", ACCEPT).body()).contains("2 judges, who disagree");
    assertThat(queue("")).isEmpty();
    assertThat(queue("?part=disputed")).hasSize(1);
    JsonNode item = server.json(Role.VIEWER, "/api/v1/review/a");
    assertThat(item.path("judgements").findValuesAsText("judge")).containsExactly("ben", "anna");
    assertThat(item.at("/judgements/0/answer/reportingFrequency").asText()).isEqualTo("quarterly");
    assertThat(item.path("answer").path("reportingFrequency").asText()).isEqualTo("monthly");

    assertThat(decide("cem", CORRECT.replace("}}", "},\"settle\":true}")).statusCode())
        .isEqualTo(200);
    assertThat(queue("?part=disputed")).isEmpty();
    item = server.json(Role.VIEWER, "/api/v1/review/a");
    assertThat(item.path("reviewedBy").asText()).isEqualTo("cem");
    assertThat(item.path("judgements")).hasSize(2);
  }

  @Test
  void judgeSeesOthersOnlyAfterJudging() throws Exception {
    ask(3);
    decide("ben", CORRECT);
    assertThat(server.json(Role.REVIEWER, "/api/v1/review/a").path("judgements").isNull()).isTrue();
    decide("anna", ACCEPT);
    JsonNode own = server.json(Role.REVIEWER, "/api/v1/review/a");
    assertThat(own.path("judgements")).hasSize(2);
    assertThat(own.path("judged").asInt()).isEqualTo(2);
    assertThat(own.path("judgesWanted").asInt()).isEqualTo(3);
    assertThat(server.json(Role.REVIEWER, "/api/v1/review").path("items")).isEmpty();
  }

  @Test
  void agreementIsMeasured() throws Exception {
    decide("ben", ACCEPT);
    decide("anna", CORRECT);
    JsonNode agreement = server.json(Role.VIEWER, "/api/v1/review/agreement");
    assertThat(agreement.path("judges").toString()).isEqualTo("[\"anna\",\"ben\"]");
    assertThat(agreement.path("judged").asInt()).isOne();
    for (JsonNode field : agreement.path("fields")) {
      boolean differs = field.path("field").asText().equals("reportingFrequency");
      assertThat(field.path("agreed").asInt()).isEqualTo(differs ? 0 : 1);
      assertThat(field.path("alpha").isNull()).isEqualTo(!differs);
      assertThat(field.at("/pairs/0/rows").asInt()).isOne();
    }
  }

  @Test
  void valuesThatAreTheSameAnywayAreNobodysJudgement() throws Exception {
    decide("ben", ACCEPT);
    assertThat(decide("anna", CORRECT.replace("quarterly", "monthly")).body())
        .contains("\"status\":\"unchanged\"");
    assertThat(server.json(Role.VIEWER, "/api/v1/review/a").path("judgements")).hasSize(1);
    assertThat(decide("anna", ACCEPT).body()).contains("recorded beside the judgement of ben");
    assertThat(server.json(Role.VIEWER, "/api/v1/review/a").path("judgements")).hasSize(2);
  }

  @Test
  void onlyOperatorsChangeTheQueue() throws Exception {
    assertThat(
            server
                .post(Role.REVIEWER, "/api/v1/review-settings", "{\"judgesPerRow\":2}")
                .statusCode())
        .isEqualTo(403);
    assertThat(server.post(Role.OPERATOR, "/api/v1/review-settings", "{}").body())
        .contains("judgesPerRow is missing");
    assertThat(
            server.post(Role.OPERATOR, "/api/v1/review-settings", "{\"judgesPerRow\":10}").body())
        .contains("from 1 to 9");
    assertThat(server.json(Role.VIEWER, "/api/v1/review-settings").path("judgesPerRow").asInt())
        .isOne();
  }

  @Test
  void undoCannotSettle() throws Exception {
    assertThat(decide("ben", "{\"action\":\"undo\",\"settle\":true}").statusCode()).isEqualTo(400);
  }

  @Test
  void reviewedAnswersAreLabelsAndExamples() throws Exception {
    decide("ben", CORRECT);
    assertThat(server.get(Role.VIEWER, "/api/v1/review-labels.csv").body())
        .startsWith("indicator_id,unit_type,")
        .contains("\na,currency-amount,millions,EUR,true,quarterly,");
    assertThat(server.get(Role.VIEWER, "/api/v1/review-inputs.csv").body())
        .startsWith("indicator_id,name,")
        .contains("\na,A,");
    String examples = server.get(Role.VIEWER, "/api/v1/review-examples.json?count=3").body();
    assertThat(ExampleFile.read("examples.json", examples)).hasSize(1);
    assertThat(server.get(Role.VIEWER, "/api/v1/review-examples.json?count=0").statusCode())
        .isEqualTo(400);
  }
}
