package dev.classify.dist;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.local.LocalStack;
import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The cost of a run: estimated before, limited during the run, and reported after it.
@Order(6)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmMoneyIT {

  private static final int ROWS = 129;
  private static final SimulatorSettings PLAIN =
      SimulatorSettings.DEFAULT.with(Option.PORT, 0).with(Option.LATENCY, "constant:100ms");

  /// As if the model were one that bills cache writes.
  private static final String PRICES =
      """
      since,model,tier,prompt,cached,completion,cache_write
      2025-04-14,gpt-6-luna,,0.40,0.10,1.60,0.50
      2024-10-02,gpt-6-sol,,0.15,0.075,0.60
      """;

  private LlmStack llm;
  private EmbeddedStack stack;
  private OpenAiSimulator simulator;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.csv"), PRICES);
    Map<String, String> settings =
        Map.of("LLM_PRICES", prices.toString(), "LLM_PRICE_SURCHARGE_PERCENT", "10");
    llm = LlmStack.up(folder, PLAIN, settings);
    stack = llm.stack();
    simulator = llm.simulator();
  }

  @AfterAll
  void stop() throws Exception {
    llm.down();
  }

  @BeforeEach
  void forget() throws Exception {
    llm.reset();
  }

  @Test
  void budgetIsNeverExceededAndAHigherOneContinuesWithoutPayingTwice() throws Exception {
    BuiltProgram.Result stopped = run("capped", "--per-request", "5", "--budget-usd", "0.03");

    assertThat(stopped.exit()).as(stopped.err()).isOne();
    assertThat(stopped.err()).contains("the job stopped", "cost cap of USD 0.03", "--budget-usd");
    assertThat(taken("capped")).isLessThanOrEqualTo(new BigDecimal("0.03"));
    assertThat(simulator.arrived()).isPositive().isLessThan(26);
    assertThat(highestTotal("capped")).isLessThanOrEqualTo(new BigDecimal("0.03"));
    long paid = stack.number("select sum(indicators) from llm_requests");
    assertThat(stack.local("status", "capped").out())
        .contains("stopped     the next request may cost USD ");

    BuiltProgram.Result lower = run("capped", "--per-request", "5", "--budget-usd", "0.001");
    assertThat(lower.exit()).isOne();
    assertThat(stack.number("select sum(indicators) from llm_requests")).isEqualTo(paid);

    BuiltProgram.Result whole = run("capped", "--per-request", "5", "--budget-usd", "5");
    assertThat(whole.exit()).as(whole.err()).isZero();
    assertThat(stack.number("select sum(indicators) from llm_requests")).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(ROWS);

    BuiltProgram.Result status = stack.asCluster().call("status", "capped");
    assertThat(status.out())
        .contains("requests    {answered=", "spent       USD 0.", "cost cap    USD 5");
    assertThat(stack.local("status", "capped").out())
        .containsPattern("spent       USD 0\\.\\d{4}, USD 0\\.\\d{4} per 1,000 rows")
        .doesNotContain("stopped     ");
  }

  @Test
  void estimateMatchesTheRun() throws Exception {
    JsonNode estimate = estimate();
    assertThat(simulator.arrived()).isZero();
    assertThat(stack.number("select count(*) from jobs")).isZero();

    BuiltProgram.Result ended = run("close", "--output", "json");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("estimated: 13 requests to gpt-6-luna about 129 rows");
    JsonNode llm = new ObjectMapper().readTree(ended.out()).get("llm");
    assertThat(estimate.get("requests").asLong()).isEqualTo(13);
    assertThat(llm.get("requests").asLong()).isEqualTo(13);
    assertThat(llm.get("tokens_in").asDouble() / estimate.get("tokens_in").asDouble())
        .as("tokens are counted as the model counts them")
        .isBetween(0.98, 1.02);
    assertThat(Math.abs(llm.get("off_percent").get("cost_usd").asDouble())).isLessThan(60);
    assertThat(stack.number("select estimated_requests from jobs where job_id = 'close'"))
        .isEqualTo(13);

    stack.execute("truncate classifications, job_batches, jobs, classification_attempts");
    double fromHistory = estimate().get("tokens_out").asDouble();
    assertThat(fromHistory / llm.get("tokens_out").asDouble())
        .as("length of answers taken from earlier requests")
        .isBetween(0.95, 1.05);
  }

  @Test
  void cacheWritesAndTheSurchargeAreInTheCost() throws Exception {
    simulator.change(PLAIN.with(Option.CACHE_WRITES, true));

    BuiltProgram.Result ended = run("written", "--output", "json");

    assertThat(ended.exit()).as(ended.err()).isZero();
    long written = simulator.requests().stream().mapToLong(RecordedRequest::cacheWriteTokens).sum();
    assertThat(written).isPositive();
    JsonNode llm = new ObjectMapper().readTree(ended.out()).get("llm");
    assertThat(llm.get("tokens_cache_write").asLong()).isEqualTo(written);
    assertThat(stack.number("select sum(tokens_cache_write) from llm_requests")).isEqualTo(written);
    assertThat(
            stack.number(
                """
                select count(*) from llm_requests
                 where reserved_usd < cost_usd
                    or cost_usd <> round(1.1 * (0.40 * (tokens_in - tokens_cached - tokens_cache_write)
                       + 0.10 * tokens_cached + 0.50 * tokens_cache_write
                       + 1.60 * tokens_out) / 1000000, 8)
                """))
        .isZero();
  }

  @Test
  void serverErrorCostsNothingAndFreesWhatItReserved() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "server-error=#1,2"));

    BuiltProgram.Result ended = run("errors", "--budget-usd", "5");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(
            stack.number(
                "select count(*) from llm_requests where outcome = 'unavailable' and cost_usd = 0"))
        .isEqualTo(2);
    assertThat(
            stack.number(
                "select count(*) from jobs"
                    + " where committed_usd = (select sum(cost_usd) from llm_requests)"))
        .isOne();
    assertThat(stack.local("status", "errors").out())
        .contains("unavailable=2", "reserved    USD 0.0000");
  }

  @Test
  void runReportsBeforehandWhichRowsArePaidAgain() throws Exception {
    assertThat(run("first").exit()).isZero();
    stack.execute(
        "insert into answer_versions select 'older', provider, models, taxonomy_version,"
            + " rules_version, 'another' from answer_versions where provider = 'openai'"
            + " on conflict do nothing",
        "update classifications set answer_version = 'older'");

    assertThat(estimate().get("other_versions").get("prompt").asLong()).isEqualTo(ROWS);
    BuiltProgram.Result again = run("second");

    assertThat(again.err())
        .contains("129 rows have an answer of another version (prompt changed: 129)");
    assertThat(run("second").err()).doesNotContain("another version");

    assertThat(run("second", "--force").err())
        .contains("--force: a model is asked again about 129 rows whose answer is up to date")
        .doesNotContain("another version");
  }

  @Test
  void jobsThatRunAtTheSameTimeAskAboutEachContentOnce(@TempDir Path folder) throws Exception {
    simulator.change(PLAIN.with(Option.LATENCY, "constant:2s"));
    Path renamed = Samples.repeated(folder, 300);
    BuiltProgram.RunningCall one = llm.begin("one", Samples.FILE, "--per-request", "5");
    BuiltProgram.RunningCall other = llm.begin("other", renamed, "--per-request", "5");

    assertThat(one.await().exit()).isZero();
    assertThat(other.await().exit()).isZero();
    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .isEqualTo(ROWS);
    assertThat(llm.classified("one")).isEqualTo(ROWS);
    assertThat(llm.classified("other")).isEqualTo(300);
    assertNobodyClaimsAnything();
  }

  @Test
  void jobThatWaitsForAnotherOneSaysSoAndAsksItselfWhenThatOneIsCancelled(@TempDir Path folder)
      throws Exception {
    BuiltProgram.RunningCall first = llm.begin("first", Samples.FILE, "--rpm", "1");
    await().atMost(ofSeconds(60)).until(() -> claimsOf("first") == ROWS);
    BuiltProgram.RunningCall second = llm.begin("second", Samples.repeated(folder, ROWS));
    await()
        .atMost(ofSeconds(60))
        .until(
            () ->
                stack
                    .local("status", "second")
                    .out()
                    .contains("waiting for first, which is asking about the same contents"));
    assertThat(stack.number("select count(*) from llm_requests where job_id = 'second'")).isZero();

    assertThat(stack.local("cancel", "first").exit()).isZero();
    BuiltProgram.Result ended = second.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(llm.classified("second")).isEqualTo(ROWS);
    assertThat(stack.number("select sum(indicators) from llm_requests where job_id = 'second'"))
        .as("besides the ten of the one request that the first job could send")
        .isBetween(ROWS - 10L, (long) ROWS);
    first.await();
    await().atMost(ofSeconds(60)).untilAsserted(this::assertNobodyClaimsAnything);
  }

  private long claimsOf(String job) throws Exception {
    return stack.number("select count(*) from content_claims where job_id = '" + job + "'");
  }

  private void assertNobodyClaimsAnything() throws Exception {
    assertThat(stack.number("select count(*) from content_claims")).isZero();
    assertThat(stack.number("select count(*) from content_waits")).isZero();
  }

  @Test
  void budgetForAModelWithoutAPriceIsRefusedBeforeAnythingIsSent(@TempDir Path folder)
      throws Exception {
    EmbeddedStack unpriced =
        EmbeddedStack.up(
            folder,
            Map.of(
                "LLM_PROVIDER", "openai",
                "OPENAI_BASE_URL", simulator.baseUrl().toString(),
                "OPENAI_MODEL", "a-model-of-ours"));
    try {
      BuiltProgram.Result refused =
          unpriced.local("run", Samples.FILE.toString(), "--budget-usd", "1");

      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("no price of a-model-of-ours", "LLM_PRICES");
      assertThat(simulator.arrived()).isZero();
      assertThat(unpriced.number("select count(*) from jobs")).isZero();
    } finally {
      unpriced.down();
    }
  }

  @Test
  void answersInFlightWhileTheStackStopsAreStoredAndNotPaidAgain(@TempDir Path folder)
      throws Exception {
    // Longer than other parts of a stack may take to exit.
    simulator.change(PLAIN.with(Option.LATENCY, "constant:15s"));
    Path rows = twentyRows(folder);
    BuiltProgram.RunningCommand run = llm.start("stopped", rows);
    await().atMost(Duration.ofSeconds(60)).until(() -> simulator.arrived() == 2);
    run.process().destroyForcibly().waitFor();

    BuiltProgram.Result down = stack.local("down");
    assertThat(down.err())
        .contains("waiting for the answers to 2 requests in flight, at most 25 s", "--now");
    BuiltProgram.Result up = stack.local("up");
    assertThat(up.exit()).as(up.err()).isZero();

    simulator.change(PLAIN);
    BuiltProgram.Result again = llm.run("stopped", rows);
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(llm.classified("stopped")).isEqualTo(20);
    assertThat(simulator.arrived()).isEqualTo(2);
    assertThat(stack.number("select count(*) from llm_requests where outcome = 'answered'"))
        .isEqualTo(2);
  }

  @Test
  void batchThatBeginsAnewUsesTheRepliesThatWerePaidBefore(@TempDir Path folder) throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "hang=#2"));
    LocalStack parts = LocalStack.attach(stack.program().home()).orElseThrow();
    BuiltProgram.RunningCall run = llm.begin("replaced", twentyRows(folder));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> stack.number("select count(*) from llm_replies") == 1);
    parts.killPart("worker");
    try (OtherBuild other = new OtherBuild(stack.address("worker").getPort(), null)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> other.begun().size() == 1);
    }
    parts.startPart("worker");

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(llm.classified("replaced")).isEqualTo(20);
    assertThat(stack.number("select count(*) from llm_requests where outcome = 'answered'"))
        .as("no row is paid twice")
        .isEqualTo(2);
    assertThat(simulator.arrived()).as("one request hung").isEqualTo(3);
  }

  private static Path twentyRows(Path folder) throws IOException {
    return Samples.write(folder.resolve("twenty.csv"), Samples.fields(Samples.FILE).subList(0, 21));
  }

  @Test
  void estimateWorksWithoutAStack() throws Exception {
    BuiltProgram.Result offline =
        stack
            .program()
            .call("estimate", Samples.FILE.toString(), "--model", "gpt-6-sol-2026-09-22");

    assertThat(offline.exit()).as(offline.err()).isZero();
    assertThat(offline.out()).contains("13 requests", "not looked at", "cost        USD 0.");
    assertThat(stack.program().call("prices").out())
        .contains("gpt-6-luna", "2025-04-14", "includes a surcharge of 10 %");
  }

  private JsonNode estimate() throws IOException, InterruptedException {
    BuiltProgram.Result ended =
        stack.local("estimate", Samples.FILE.toString(), "--output", "json");
    assertThat(ended.exit()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  private BuiltProgram.Result run(String job, String... options) throws Exception {
    return llm.run(job, Samples.FILE, options);
  }

  private BigDecimal taken(String job) throws Exception {
    return new BigDecimal(
        stack.text(
            "select sum(coalesce(cost_usd, reserved_usd)) from llm_requests where job_id = '"
                + job
                + "'"));
  }

  /// The highest sum of spent and reserved, from the times in the ledger: when a request is
  /// entered, requests in flight count with their reservation and the others with their cost.
  private BigDecimal highestTotal(String job) throws Exception {
    llm.assertEachRequestIsInTheLedger();
    return new BigDecimal(
        stack.text(
            """
            select max(taken) from (
              select (select sum(case when o.sent_at + o.latency_ms * interval '1 ms' < r.sent_at
                                      then o.cost_usd else o.reserved_usd end)
                        from llm_requests o
                       where o.job_id = r.job_id and o.sent_at <= r.sent_at) as taken
                from llm_requests r where r.job_id = '%s') as each
            """
                .formatted(job)));
  }
}
