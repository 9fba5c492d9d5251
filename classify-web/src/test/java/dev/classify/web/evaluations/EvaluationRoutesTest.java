package dev.classify.web.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvaluationRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String EVALUATIONS = "/api/v1/evaluations";

  private static final String GOLD =
      """
      indicator_id,reporting_frequency,family,doubt
      A,monthly,physical-fundamental,
      B,weekly,physical-fundamental,not sure
      C,monthly,price-value,
      """;

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.classified("A", "Exports"),
        TestRows.classified("B", "Imports"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> evaluate(Role role, String query, String gold) throws Exception {
    return server.post(role, EVALUATIONS + "?gold=gold.csv" + query, gold);
  }

  private JsonNode evaluated(String query, String gold) throws Exception {
    HttpResponse<String> response = evaluate(Role.REVIEWER, query, gold);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return new JsonMapper().readTree(response.body());
  }

  @Test
  void figuresAreThoseOfTheCommand() throws Exception {
    JsonNode made = evaluated("&name=first%20try", GOLD);
    JsonNode run = made.at("/result/runs/0");
    assertThat(run.at("/name").asText()).isEqualTo("stored answers");
    assertThat(run.at("/answered").asInt()).isEqualTo(2);
    assertThat(run.at("/unanswered/0").asText()).isEqualTo("C");
    assertThat(run.at("/all/fields/reporting_frequency/accuracy/right").asInt()).isOne();
    assertThat(run.at("/certain/all_right/share").asDouble()).isEqualTo(1);
    assertThat(made.at("/summary/allRight/share").asDouble()).isEqualTo(0.5);
    assertThat(made.at("/summary/labelled").asInt()).isEqualTo(3);
    assertThat(made.at("/wrong")).hasSize(1);
    JsonNode wrong = made.at("/wrong/0");
    assertThat(wrong.path("indicatorId").asText()).isEqualTo("B");
    assertThat(wrong.path("field").asText()).isEqualTo("reportingFrequency");
    assertThat(wrong.path("label").asText()).isEqualTo("weekly");
    assertThat(wrong.path("doubtful").asBoolean()).isTrue();
  }

  @Test
  void attributesWithLabelsAreScored() throws Exception {
    String gold =
        """
        indicator_id,family,reference_area,sector
        A,physical-fundamental,EA,none
        B,physical-fundamental,DE,
        """;
    JsonNode attributes = evaluated("", gold).at("/result/runs/0/all/attributes");
    assertThat(attributes.at("/reference_area/labelled").asInt()).isEqualTo(2);
    assertThat(attributes.at("/reference_area/right").asInt()).isOne();
    assertThat(attributes.at("/reference_area/wrong").asInt()).isOne();
    assertThat(attributes.at("/sector/right").asInt()).isOne();
    assertThat(attributes.has("price_basis")).isFalse();
  }

  @Test
  void evaluationIsKeptAndListed() throws Exception {
    String id = evaluated("&name=first", GOLD).path("evaluation").asText();
    JsonNode listed = server.json(Role.VIEWER, EVALUATIONS).at("/items/0");
    assertThat(listed.path("evaluation").asText()).isEqualTo(id);
    assertThat(listed.path("name").asText()).isEqualTo("first");
    assertThat(listed.path("createdBy").asText()).isEqualTo("anna");
    assertThat(listed.path("gold").asText()).isEqualTo("gold.csv");
    assertThat(server.json(Role.VIEWER, EVALUATIONS + "/" + id).at("/result/labelled").asInt())
        .isEqualTo(3);
    assertThat(server.get(Role.VIEWER, EVALUATIONS + "/none").statusCode()).isEqualTo(404);
  }

  @Test
  void answersOfAJobStayThoseOfTheJob() throws Exception {
    Job job = TestRows.open(DATABASE.dataSource(), "later");
    DATABASE.execute(
        "update classifications set reporting_frequency = 'weekly', job_id = 'later', reviewed_by ="
            + " 'ada'");
    assertThat(job.id()).isEqualTo("later");
    assertThat(evaluated("", GOLD).at("/summary/allRight/right").asInt()).isOne();
    JsonNode ofJob = evaluated("&job=job", GOLD);
    assertThat(ofJob.at("/wrong/0/answer").asText()).isEqualTo("monthly");
    assertThat(ofJob.path("job").asText()).isEqualTo("job");
    assertThat(evaluate(Role.REVIEWER, "&job=none", GOLD).statusCode()).isEqualTo(422);
  }

  @Test
  void twoEvaluationsAreCompared() throws Exception {
    String before = evaluated("", GOLD).path("evaluation").asText();
    DATABASE.execute("update classifications set reporting_frequency = 'weekly'");
    String after = evaluated("", GOLD).path("evaluation").asText();
    JsonNode comparison =
        server.json(
            Role.VIEWER,
            EVALUATIONS + "/" + after + "/comparison?before=" + before + "&margin=2.5");
    assertThat(comparison.at("/margin").asDouble()).isEqualTo(2.5);
    JsonNode field = comparison.at("/fields/reporting_frequency");
    assertThat(field.at("/better/0/indicator_id").asText()).isEqualTo("B");
    assertThat(field.at("/worse/0/indicator_id").asText()).isEqualTo("A");
    assertThat(server.get(Role.VIEWER, EVALUATIONS + "/" + after + "/comparison?margin=x").body())
        .contains("before must be the id", "margin must be a number from 0 to 100");
  }

  @Test
  void jsonLinesAndAByteOrderMarkAreRead() throws Exception {
    assertThat(
            evaluated("", "{\"indicator_id\":\"A\",\"family\":\"physical-fundamental\"}\n")
                .at("/summary/labelled")
                .asInt())
        .isOne();
    assertThat(evaluated("", "\uFEFF" + GOLD).at("/summary/labelled").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsNoFileOfLabelsIsExplained() throws Exception {
    assertThat(evaluate(Role.REVIEWER, "", "name\nExports\n").body())
        .contains("gold.csv has no column of labels");
    assertThat(evaluate(Role.REVIEWER, "", "indicator_id,family\nA,prices\n").body())
        .contains("has no row with valid labels");
    assertThat(evaluate(Role.REVIEWER, "", "indicator_id,family\nX,price-value\n").body())
        .contains("none of the 1 labelled indicators has an answer");
    assertThat(evaluate(Role.REVIEWER, "", "").statusCode()).isEqualTo(422);
    HttpRequest latin =
        server
            .request(Optional.of(Role.REVIEWER), EVALUATIONS)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    "indicator_id,family\nÄ,price-value\n".getBytes(StandardCharsets.ISO_8859_1)))
            .build();
    assertThat(server.send(latin).body()).contains("labels is not UTF-8");
  }

  @Test
  void tooManyLabelsAreRefused() throws Exception {
    assertThat(evaluate(Role.REVIEWER, "", "x".repeat(GoldUpload.BYTES_MAX + 1)).statusCode())
        .isEqualTo(413);
    StringBuilder many = new StringBuilder("indicator_id,family\n");
    for (int i = 0; i <= 2_000; i++) {
      many.append(i).append(",price-value\n");
    }
    assertThat(evaluate(Role.REVIEWER, "", many.toString()).body()).contains("more than 2000 rows");
  }

  @Test
  void viewerMayOnlyLook() throws Exception {
    assertThat(evaluate(Role.VIEWER, "", GOLD).statusCode()).isEqualTo(403);
    assertThat(server.json(Role.VIEWER, EVALUATIONS).path("items")).isEmpty();
  }
}
