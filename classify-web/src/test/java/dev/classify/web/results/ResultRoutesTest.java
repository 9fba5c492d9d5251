package dev.classify.web.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.web.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResultRoutesTest {

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

  private static void store(String jobId, IndicatorOutcome... outcomes) throws Exception {
    Job job = TestRows.open(DATABASE.dataSource(), jobId);
    TestRows.store(DATABASE.dataSource(), TestRows.batch(job, "key of " + jobId), outcomes);
  }

  private List<String> ids(String query) throws Exception {
    return server
        .json(Role.VIEWER, "/api/v1/results?" + query)
        .path("items")
        .findValuesAsText("indicatorId");
  }

  @Test
  void answerIsShownByItsFields() throws Exception {
    store("job", TestRows.classified("US.CPI", "Consumer prices"));
    JsonNode row = server.json(Role.VIEWER, "/api/v1/results").path("items").path(0);
    assertThat(row.path("indicatorId").asText()).isEqualTo("US.CPI");
    assertThat(row.path("answer").path("unitType").asText()).isEqualTo("currency-amount");
    assertThat(row.path("answer").path("currency").asText()).isEqualTo("EUR");
    assertThat(row.path("confidence").asDouble()).isEqualTo(0.75);
    assertThat(row.path("model").asText()).isEqualTo("model");
    assertThat(row.path("inReview").asBoolean()).isFalse();
    assertThat(row.path("job").asText()).isEqualTo("job");
  }

  @Test
  void everyFilterNarrowsTheList() throws Exception {
    store(
        "one",
        TestRows.classified("US.CPI", "Consumer prices"),
        TestRows.standIn("DE.VPI", "Verbraucherpreise", "the model is away"));
    store("two", TestRows.classified("100%_rate", "Rate"));
    assertThat(ids("")).containsExactly("100%_rate", "DE.VPI", "US.CPI");
    assertThat(ids("search=CONSUMER")).containsExactly("US.CPI");
    assertThat(ids("search=0%25_r")).containsExactly("100%_rate");
    assertThat(ids("search=S%25I")).isEmpty();
    assertThat(ids("job=two")).containsExactly("100%_rate");
    assertThat(ids("answeredBy=standIn")).containsExactly("DE.VPI");
    assertThat(ids("answeredBy=model&job=one")).containsExactly("US.CPI");
    assertThat(ids("answeredBy=person")).isEmpty();
    assertThat(ids("currency=EUR&unitType=currency-amount&search=cpi")).containsExactly("US.CPI");
    assertThat(ids("currency=none")).isEmpty();
    assertThat(ids("confidenceFrom=0.76")).isEmpty();
    assertThat(ids("confidenceBelow=0.76&reviewed=false")).hasSize(3);
  }

  @Test
  void valueOutsideTheSchemeIsRefused() throws Exception {
    assertThat(server.get(Role.VIEWER, "/api/v1/results?family=prices").body())
        .contains("family must be one of ");
  }

  @Test
  void pagesInBothOrdersHoldEveryAnswerOnce() throws Exception {
    List<IndicatorOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      outcomes.add(TestRows.classified("id-%02d".formatted(i), "name " + i));
    }
    store("job", outcomes.toArray(IndicatorOutcome[]::new));
    for (String order : List.of("id", "confidence")) {
      List<String> seen = new ArrayList<>();
      String after = "";
      for (int pages = 0; pages < 5; pages++) {
        JsonNode page = server.json(Role.VIEWER, "/api/v1/results?limit=10&sort=" + order + after);
        seen.addAll(page.path("items").findValuesAsText("indicatorId"));
        if (page.path("next").isNull()) {
          break;
        }
        after = "&after=" + page.path("next").asText();
      }
      assertThat(seen).as(order).hasSize(25).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void rejectionsAreListedByJobStageAndReason() throws Exception {
    store("one", TestRows.rejected("a", "A", "no answer"), TestRows.rejected("b", "B", "refused"));
    store("two", TestRows.rejected("c", "C", "no answer"));
    JsonNode page =
        server.json(Role.VIEWER, "/api/v1/rejections?job=one&stage=model&reason=no%20answer");
    assertThat(page.path("items").findValuesAsText("indicatorId")).containsExactly("a");
    assertThat(page.path("items").path(0).path("reason").asText()).isEqualTo("no answer");
    JsonNode first = server.json(Role.VIEWER, "/api/v1/rejections?limit=2");
    assertThat(first.path("items")).hasSize(2);
    assertThat(
            server
                .json(Role.VIEWER, "/api/v1/rejections?after=" + first.path("next").asText())
                .path("items")
                .findValuesAsText("indicatorId"))
        .containsExactly("c");
  }

  @Test
  void schemeNamesEveryFieldOfAnAnswer() throws Exception {
    JsonNode scheme = server.json(Role.VIEWER, "/api/v1/scheme");
    List<String> fields = scheme.path("fields").findValuesAsText("field");
    store("job", TestRows.classified("a", "A"));
    List<String> ofAnswer = new ArrayList<>();
    server
        .json(Role.VIEWER, "/api/v1/results")
        .path("items")
        .path(0)
        .path("answer")
        .fieldNames()
        .forEachRemaining(ofAnswer::add);
    assertThat(fields).isEqualTo(ofAnswer);
  }
}
