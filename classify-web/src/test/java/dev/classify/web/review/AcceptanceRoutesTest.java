package dev.classify.web.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.review.ReviewSettings;
import dev.classify.web.TestServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The answers of the tests have a confidence of 0.75.
class AcceptanceRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALL = "\"confidenceFrom\":0.7";

  private TestServer server;
  private Job job;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    job = TestRows.open(DATABASE.dataSource(), "job");
    store("first", "a", "b");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void store(String batch, String... ids) throws Exception {
    IndicatorOutcome[] outcomes = new IndicatorOutcome[ids.length];
    for (int i = 0; i < ids.length; i++) {
      outcomes[i] = ReviewRoutesTest.inDoubt(ids[i], "Exports " + ids[i] + " of " + batch);
    }
    TestRows.store(DATABASE.dataSource(), TestRows.batch(job, batch), outcomes);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return server.post(Role.REVIEWER, "/api/v1/review-acceptances" + path, body);
  }

  private JsonNode accept(String members) throws Exception {
    HttpResponse<String> response = post("", "{" + ALL + members + "}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private JsonNode undo(JsonNode accepted) throws Exception {
    return JSON.readTree(post("/" + accepted.path("acceptance").asText() + "/undo", "").body());
  }

  private static String text(JsonNode answer) {
    return "%d %d %d %d"
        .formatted(
            answer.path("accepted").asInt(),
            answer.path("unchanged").asInt(),
            answer.path("refused").asInt(),
            answer.path("left").asInt());
  }

  private static String counted(JsonNode count) {
    return ",\"counted\":\"" + count.path("counted").asText() + "\"";
  }

  private String reviewed() throws Exception {
    return String.valueOf(
        DATABASE.text(
            "select string_agg(indicator_id, ' ' order by indicator_id) from classifications where"
                + " reviewed_by = 'anna'"));
  }

  @Test
  void confidentAnswersAreAcceptedTogether() throws Exception {
    assertThat(text(accept(",\"dryRun\":true"))).isEqualTo("0 0 0 2");
    assertThat(post("", "{\"confidenceFrom\":0.9}").body()).contains("\"accepted\":0");
    assertThat(text(accept(",\"job\":\"job\""))).isEqualTo("2 0 0 0");
    assertThat(reviewed()).isEqualTo("a b");
  }

  @Test
  void answersThatCameAfterTheCountAreNotAccepted() throws Exception {
    JsonNode count = accept(",\"dryRun\":true");
    store("second", "b", "c");
    assertThat(text(accept(counted(count)))).isEqualTo("1 0 0 0");
    assertThat(reviewed()).isEqualTo("a");
  }

  @Test
  void answerWhoseBatchWasBeingStoredDuringTheCountIsNotAccepted() throws Exception {
    DATABASE.execute(
        "create table saved as select * from review_items where indicator_id = 'b'",
        "alter table saved drop column opened_in",
        "delete from review_items where indicator_id = 'b'");
    JsonNode count;
    try (Connection batch = DATABASE.dataSource().getConnection();
        Statement statement = batch.createStatement()) {
      batch.setAutoCommit(false);
      statement.execute("insert into review_items select * from saved");
      count = accept(",\"dryRun\":true");
      batch.commit();
    } finally {
      DATABASE.execute("drop table saved");
    }
    assertThat(text(count)).isEqualTo("0 0 0 1");
    assertThat(text(accept(counted(count)))).isEqualTo("1 0 0 0");
    assertThat(text(accept(",\"dryRun\":true"))).isEqualTo("0 0 0 1");
  }

  /// Transactions are counted anew in a database that was restored from a dump.
  @Test
  void answersOfARestoredDatabaseAreAccepted() throws Exception {
    DATABASE.execute("update review_items set opened_in = '4611686018427387904'");
    JsonNode count = accept(",\"dryRun\":true");
    assertThat(text(accept(counted(count)))).isEqualTo("2 0 0 0");
  }

  @Test
  void acceptanceIsTakenBackAsAWhole() throws Exception {
    JsonNode accepted = accept("");
    assertThat(undo(accepted).toString()).isEqualTo("{\"restored\":2,\"refused\":0,\"left\":0}");
    assertThat(reviewed()).isEqualTo("null");
    assertThat(text(accept(",\"dryRun\":true"))).isEqualTo("0 0 0 2");
    assertThat(undo(accepted).path("detail").asText())
        .contains("anna has accepted nothing as acceptance-");
  }

  @Test
  void whatHappenedSinceIsNotTakenBack() throws Exception {
    store("second", "c", "d");
    JsonNode accepted = accept("");
    // anna judges again, the content changes, and bob decides for good.
    decide("anna", "a", "{\"action\":\"correct\",\"fields\":{\"reportingFrequency\":\"weekly\"}}");
    store("third", "b");
    decide("anna", "b", "{\"action\":\"accept\"}");
    decide("bob", "c", "{\"action\":\"correct\",\"fields\":{\"reportingFrequency\":\"weekly\"}}");

    assertThat(undo(accepted).toString()).isEqualTo("{\"restored\":2,\"refused\":1,\"left\":0}");
    assertThat(reviewed()).isEqualTo("a b");
    assertThat(DATABASE.text("select reviewed_by from classifications where indicator_id = 'c'"))
        .isEqualTo("bob");
  }

  private void decide(String name, String id, String body) throws Exception {
    HttpResponse<String> response =
        server.postAs(name, Role.REVIEWER, "/api/v1/review/" + id + "/decisions", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  @Test
  void nobodyTakesBackWhatAnotherHasAccepted() throws Exception {
    String path = "/api/v1/review-acceptances/" + accept("").path("acceptance").asText() + "/undo";
    assertThat(server.postAs("bob", Role.REVIEWER, path, "").statusCode()).isEqualTo(404);
    assertThat(reviewed()).isEqualTo("a b");
  }

  @Test
  void acceptanceBeforeOtherJudgesIsTakenBackToo() throws Exception {
    new ReviewSettings(DATABASE.dataSource()).setJudges(2, "olga");
    try {
      JsonNode accepted = accept("");
      assertThat(text(accepted)).isEqualTo("2 0 0 0");
      assertThat(reviewed()).isEqualTo("null");
      assertThat(text(accept(",\"dryRun\":true"))).isEqualTo("0 0 0 0");
      undo(accepted);
      assertThat(text(accept(",\"dryRun\":true"))).isEqualTo("0 0 0 2");
    } finally {
      new ReviewSettings(DATABASE.dataSource()).setJudges(1, "olga");
    }
  }

  @Test
  void moreThanACallTakesAreOneAcceptance() throws Exception {
    store("many", IntStream.range(0, 600).mapToObj("row-%03d"::formatted).toArray(String[]::new));
    JsonNode count = accept(",\"dryRun\":true");
    assertThat(text(count)).isEqualTo("0 0 0 602");
    JsonNode first = accept(counted(count));
    assertThat(text(first)).isEqualTo("500 0 0 102");
    store("late", "late");
    JsonNode second =
        accept(
            counted(count)
                + ",\"acceptance\":%s,\"after\":%s"
                    .formatted(first.path("acceptance"), first.path("next")));
    assertThat(text(second)).isEqualTo("102 0 0 0");
    assertThat(second.path("acceptance")).isEqualTo(first.path("acceptance"));
    assertThat(second.path("next").isNull()).isTrue();

    assertThat(undo(first).path("left").asInt()).isEqualTo(102);
    assertThat(undo(first).path("left").asInt()).isZero();
    assertThat(reviewed()).isEqualTo("null");
  }

  @Test
  void answerThatTheSchemeForbidsIsRefused() throws Exception {
    DATABASE.execute(
        "update classifications set temporal_aggregation = 'period-total' where indicator_id ="
            + " 'a'");
    assertThat(text(accept(""))).isEqualTo("1 0 1 0");
  }

  @Test
  void everythingWrongInAnAcceptanceIsNamed() throws Exception {
    HttpResponse<String> response =
        post("", "{\"counted\":\"9:1:\",\"acceptance\":\"x\",\"after\":\"y\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("confidenceFrom is missing")
        .contains("counted must come from an answer to dryRun")
        .contains("acceptance must come from the answer before")
        .contains("after must come from the answer before");
  }
}
