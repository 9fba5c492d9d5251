package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The simulator answers in place of a model, as a part of the embedded stack.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedRunIT {

  private static final String NOTE = "answers by the simulator, not by a model";

  private EmbeddedStack stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack =
        EmbeddedStack.up(folder, Map.of("AWS_SECRET_ACCESS_KEY", "canary-foreign"), "--simulate");
  }

  @AfterAll
  void stop() throws Exception {
    stack.down();
  }

  @Test
  void foreignSecretReachesNoProgram() throws Exception {
    ProcessEnvironments environments = new ProcessEnvironments(stack);
    assertThat(environments.programs()).contains("simulator", "worker");
    assertThat(environments.programsWith("canary-foreign")).isEmpty();
  }

  @Test
  void everyOutputMarksSimulatedAnswers() throws Exception {
    stack.clear();
    BuiltProgram.Result table =
        stack.local("run", Samples.FILE.toString(), "--simulate", "--verbose");
    assertThat(table.exit()).as(table.err()).isZero();
    assertThat(table.out()).contains("classified  129", "simulated   " + NOTE);
    assertThat(table.err())
        .contains("simulated: " + NOTE, "batch 1: 50 classified, by worker through 127.0.0.1:");

    BuiltProgram.Result json = stack.local("run", Samples.FILE.toString(), "--output", "json");
    assertThat(json.out()).contains("\"simulated\" : true");
    assertThat(stack.local("results").out()).contains("simulated: ", NOTE);
    assertThat(stack.local("status").out()).contains("simulator ", "simulated: " + NOTE);
    assertThat(stack.number("select count(*) from classifications where model = 'simulator/rules'"))
        .isEqualTo(129);
  }

  @Test
  void statusTellsWhatNodesAndWorkersDo() throws Exception {
    stack.clear();
    assertThat(stack.local("run", Samples.FILE.toString()).exit()).isZero();

    assertThat(stack.local("status").out())
        .containsPattern("batches +waiting +running +suspended +retrying +paused +failed")
        .containsPattern("worker +0 +129 +\\d+ s ago");
    String json = stack.asCluster().call("status", "--system", "--output", "json").out();
    JsonNode system = new ObjectMapper().readTree(json);
    assertThat(system.at("/batches/waiting/batches").asLong(-1)).isZero();
    assertThat(system.at("/workers/0/rows_last_minute").asLong()).isEqualTo(129);
    String job = stack.text("select job_id from jobs");
    Path page = stack.program().home().resolveSibling("report.html");
    BuiltProgram.Result report = stack.local("report", job, "-o", page.toString(), "--json");
    assertThat(report.exit()).as(report.err()).isZero();
    assertThat(new ObjectMapper().readTree(report.out()).get("classified").asInt()).isEqualTo(129);
    assertThat(page).content().contains("Job " + job, "Requests per minute");

    BuiltProgram.Result watched = stack.local("status", "--watch");
    assertThat(watched.exit()).isEqualTo(2);
    assertThat(watched.err()).contains("--watch needs a terminal");
  }

  @Test
  void rowsOfARequestGrowAsTheModelCopes() throws Exception {
    stack.clear();
    BuiltProgram.Result first =
        stack.local("run", Samples.FILE.toString(), "--per-request", "auto");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("rows per request: 10, until 10 requests");

    BuiltProgram.Result estimate =
        stack.local("estimate", Samples.FILE.toString(), "--force", "--per-request", "auto");
    assertThat(estimate.out()).contains("per request 13, requests of about 10 rows work");

    BuiltProgram.Result second =
        stack.local("run", Samples.FILE.toString(), "--per-request", "auto", "--force");
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.err()).contains("rows per request: 13, requests of about 10 rows work");
    assertThat(stack.number("select max(indicators) from llm_requests")).isEqualTo(13);
  }

  @Test
  void confidencesAreCalibratedByTwoHundredReviewedRows() throws Exception {
    stack.clear();
    assertThat(stack.local("run", Samples.FILE.toString()).exit()).isZero();
    // As if people had accepted each answer, under two ids.
    stack.execute(
        """
        insert into review_decisions
          (reviewer, indicator_id, action, content_hash, answer_before, answer_after)
        select 'ann', 'reviewed ' || n || c.indicator_id, 'accept', content_hash, to_jsonb(c),
               to_jsonb(c)
          from classifications c, generate_series(1, 2) as n
        """);

    BuiltProgram.Result again = stack.local("run", Samples.FILE.toString(), "--force");

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err())
        .containsPattern("confidences of simulator/rules .* by 2\\d\\d reviewed rows: calibration");
    assertThat(
            stack.number(
                """
                select count(*) from classifications
                 where jsonb_path_exists(decided_by, '$.*.uncalibrated')
                """))
        .isPositive();
  }

  @Test
  void simulatorListsItsSettings() throws Exception {
    BuiltProgram.Result help = stack.program().run("simulator", "--help");
    assertThat(help.exit()).as(help.err()).isZero();
    assertThat(help.out()).contains("openai-simulator", "--rpm", "insufficient-quota");
    assertThat(stack.program().run("simulator", "--no-such-setting").exit()).isEqualTo(2);
  }

  @Test
  void answersOfTheRulesAreNotMarkedAsSimulated() throws Exception {
    stack.clear();
    BuiltProgram.Result rules =
        stack.local("run", Samples.FILE.toString(), "--provider", "rules", "--output", "json");
    assertThat(rules.exit()).as(rules.err()).isZero();
    assertThat(rules.out()).contains("\"simulated\" : false");
  }

  @Test
  void simulatedRunDoesNotReplaceAnswersOfAModel() throws Exception {
    stack.clear();
    assertThat(stack.local("run", Samples.FILE.toString()).exit()).isZero();
    stack.execute("update classifications set model = 'gpt-6-luna'");

    BuiltProgram.Result refused = stack.local("run", Samples.FILE.toString(), "--force");

    assertThat(refused.exit()).isOne();
    assertThat(refused.err()).contains("holds answers of a language model", "fix: ");
    assertThat(stack.number("select count(*) from classifications where model = 'gpt-6-luna'"))
        .isEqualTo(129);
  }
}
