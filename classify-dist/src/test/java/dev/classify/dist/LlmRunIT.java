package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A model answers: the simulator, whose record shows what was really sent.
@Order(7)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmRunIT {

  private static final int ROWS = 129;
  private static final String KEY = "sk-a-key-that-nobody-may-see-8143";
  private static final String OF_EVALUATION = "starts_with(job_id, 'classify-evaluate-')";
  private static final SimulatorSettings PLAIN =
      SimulatorSettings.DEFAULT
          .with(Option.PORT, 0)
          .with(Option.KEY_HASH, OpenAiSimulator.keyHash(KEY));

  private static final String CLASSIFIED = "classify_indicators_total{outcome=\"classified\"}";

  private LlmStack llm;
  private EmbeddedStack stack;
  private OpenAiSimulator simulator;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    llm = LlmStack.up(folder, PLAIN, Map.of("LLM_EXAMPLES", "3", "OPENAI_API_KEY", KEY));
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
  void everyRowIsClassifiedInRequestsOfTen() throws Exception {
    BuiltProgram.Result ended = run("tens");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("classified  129", "LLM         13 requests,", "USD 0.");
    assertThat(simulator.arrived()).isEqualTo(13);
    assertThat(llm.classified("tens")).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classifications where model = 'gpt-6-luna'"))
        .isEqualTo(ROWS);
    llm.assertLedgerMatchesSimulator();
  }

  /// A metric that nobody measures leaves a panel empty and an alert silent, and nothing says so.
  @Test
  void everyMetricThatDashboardAlertsAndDocumentsNameIsMeasured() throws Exception {
    double before = NamedMetrics.value(CLASSIFIED, scrapedWorker());
    assertThat(run("measured").exit()).isZero();

    // What comes from the tables is read again after some seconds only.
    String worker =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                this::scrapedWorker,
                text -> text.contains("classify_jobs{state=\"complete\"} 1.0"));
    Set<String> measured = new TreeSet<>(NamedMetrics.measured(worker));
    measured.addAll(NamedMetrics.measured(NamedMetrics.scrape(stack.address("restate-node"))));
    measured.addAll(NamedMetrics.OF_CLUSTERS);

    assertThat(NamedMetrics.namedOfOthers()).hasSizeGreaterThan(25).isSubsetOf(measured);
    assertThat(NamedMetrics.value(CLASSIFIED, worker) - before).isEqualTo(129);
    assertThat(worker)
        .contains("classify_jobs{state=\"complete\"} 1.0", "classify_database_up 1.0")
        .as("neither ids nor texts are labels")
        .doesNotContain("measured", "inv_");
  }

  private String scrapedWorker() throws Exception {
    return NamedMetrics.scrape(stack.address("worker-metrics"));
  }

  @Test
  void logHasALineForEachRequestAndEachBatchWithTheirIds() throws Exception {
    assertThat(run("logged").exit()).isZero();

    Path log = stack.program().home().resolve("logs").resolve("worker.log");
    assertThat(Files.readAllLines(log))
        .noneMatch(line -> line.contains(KEY))
        .filteredOn(line -> line.contains("job=logged "))
        .satisfies(
            lines ->
                assertThat(lines)
                    .filteredOn(
                        line -> line.matches(".* batch=\\w+ request=inv_.* outcome=answered.*"))
                    .hasSize(13),
            lines ->
                assertThat(lines)
                    .filteredOn(line -> line.matches(".* batch=\\w+ invocation=inv_.* stored .*"))
                    .hasSize(3));
  }

  @Test
  void flexIsPaidAtHalfAndFallsBackToStandardWhereThereIsNoRoom() throws Exception {
    BuiltProgram.Result estimate =
        stack.local("estimate", Samples.FILE.toString(), "--output", "json");
    JsonNode tiers = new ObjectMapper().readTree(estimate.out()).get("tiers");
    assertThat(tiers.findValuesAsText("tier")).containsExactly("standard", "flex", "batch");
    assertThat(tiers.get(1).get("cost_usd").decimalValue())
        .isEqualByComparingTo(tiers.get(0).get("cost_usd").decimalValue().divide(BigDecimal.TWO));

    simulator.change(PLAIN.with(Option.FAULT, "flex-unavailable=#1,2"));
    BuiltProgram.Result ended =
        llm.run("flexible", Samples.FILE, "--tier", "flex", "--tier-fallback", "--output", "json");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).containsPattern("estimated: .* at flex");
    JsonNode used = new ObjectMapper().readTree(ended.out()).get("llm").get("tiers");
    assertThat(used.findValuesAsText("tier")).containsExactly("flex", "standard");
    assertThat(used.findValuesAsText("refused_for_lack_of_room")).containsExactly("2", "0");
    assertThat(used.get(1).get("requests").asLong()).isEqualTo(2);
    assertThat(
            stack.number(
                """
                select count(*) from llm_requests
                 where case outcome when 'answered' then reserved_usd < cost_usd or cost_usd <>
                         round(case service_tier when 'flex' then 0.5 else 1 end
                           * (0.10 * (tokens_in - tokens_cached) + 0.01 * tokens_cached
                              + 0.50 * tokens_out) / 1000000, 8)
                       else outcome <> 'no-room' or cost_usd <> 0 end
                """))
        .isZero();
    llm.assertLedgerMatchesSimulator();
    assertThat(stack.local("status", "flexible").out())
        .containsPattern(
            "tiers       flex: \\d+ requests, USD 0\\.\\d+ \\(no room for 2 others\\);"
                + " standard: 2 requests, USD 0\\.");
  }

  @Test
  void sameContentIsPaidOnceUnderOtherIdsAndInOtherJobs() throws Exception {
    assertThat(run("first").exit()).isZero();
    long paid = simulator.arrived();

    BuiltProgram.Result renamed = llm.run("renamed", Samples.repeated(folder, 300));

    assertThat(renamed.exit()).as(renamed.err()).isZero();
    assertThat(llm.classified("renamed")).isEqualTo(300);
    assertThat(simulator.arrived()).isEqualTo(paid);
  }

  @Test
  void cascadeAsksOnlyAboutRowsWithDoubtfulRules() throws Exception {
    BuiltProgram.Result ended = llm.run("cascade", Samples.FILE, "--provider", "cascade");

    assertThat(ended.exit()).as(ended.err()).isZero();
    long asked = stack.number("select count(*) from classifications where model is not null");
    assertThat(asked).isBetween(1L, ROWS - 1L);
    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .isEqualTo(asked);
    assertThat(stack.number("select count(*) from classifications where provider = 'cascade'"))
        .isEqualTo(ROWS);
  }

  @Test
  void cascadeKeepsTheRulesFromTheConfidenceThatIsWanted() throws Exception {
    String[] cascade = {"--provider", "cascade"};
    String[] strict = {"--provider", "cascade", "--min-confidence", "0.95"};
    String byModel = "select count(*) from classifications where model is not null";
    assertThat(llm.run("usual", Samples.FILE, cascade).exit()).isZero();
    long usual = stack.number(byModel);
    simulator.reset();

    BuiltProgram.Result ended = llm.run("strict", Samples.FILE, strict);

    assertThat(ended.exit()).as(ended.err()).isZero();
    long asked = simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum();
    assertThat(asked).isPositive();
    assertThat(stack.number(byModel)).as("earlier answers stand").isEqualTo(usual + asked);
    assertThat(
            stack.number(
                "select count(*) from classifications where model is null and confidence < 0.95"))
        .isZero();
    simulator.reset();
    assertThat(llm.run("usual", Samples.FILE, cascade).exit()).isZero();
    assertThat(simulator.arrived()).isZero();
  }

  @Test
  void confidenceOfTheRulesFollowsFromTheReviewedRows() throws Exception {
    String[] target = {"--provider", "cascade", "--min-confidence", "target:0.95"};
    BuiltProgram.Result few = llm.run("target", Samples.FILE, target);
    assertThat(few.exit()).isOne();
    assertThat(few.err()).contains("0 labelled rows", "it takes 59", "fix: review more rows");

    assertThat(stack.local("import", Samples.FILE.toString()).exit()).isZero();
    assertThat(llm.run("rules", Samples.FILE, "--provider", "rules").exit()).isZero();
    // As if people had accepted the answers of the rules.
    stack.execute(
        """
        insert into review_decisions
          (reviewer, indicator_id, action, content_hash, indicator, answer_before, answer_after)
        select 'ann', indicator_id, 'accept', content_hash, to_jsonb(s) - 'imported_at',
               to_jsonb(c), to_jsonb(c)
          from classifications c join source_indicators s using (indicator_id)
        """);

    BuiltProgram.Result ended = llm.run("target", Samples.FILE, target);

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .containsPattern("--min-confidence target:0.95: 0\\.\\d\\d, by 129 reviewed rows");
    assertThat(simulator.arrived()).as("the rules were always right").isZero();
  }

  @Test
  void acceptedAnswerIsAnExampleInSimilarQuestions() throws Exception {
    // Wrong values have a low probability, so some rows wait for review.
    simulator.change(PLAIN.with(Option.ERROR_RATE, "0.1"));
    assertThat(run("unjudged").exit()).isZero();
    long without = promptTokens();
    String doubtful = stack.text("select min(indicator_id) from review_items");
    BuiltProgram.Result accepted = stack.local("review", "accept", doubtful);
    assertThat(accepted.exit()).as(accepted.err()).isZero();
    simulator.reset();

    BuiltProgram.Result judged = llm.run("judged", Samples.FILE, "--force", "--output", "json");

    assertThat(judged.exit()).as(judged.err()).isZero();
    JsonNode estimate = new ObjectMapper().readTree(judged.out()).at("/llm/estimated");
    assertThat(promptTokens() / estimate.get("tokens_in").asDouble())
        .as("the estimate includes the example")
        .isBetween(0.98, 1.02);
    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .as("the accepted row is not asked about again")
        .isEqualTo(ROWS - 1);
    assertThat(promptTokens()).isGreaterThan(without);
  }

  private long promptTokens() {
    return simulator.requests().stream().mapToLong(RecordedRequest::promptTokens).sum();
  }

  @Test
  void rulesAloneSendNothing() throws Exception {
    assertThat(llm.run("rules", Samples.FILE, "--provider", "rules").exit()).isZero();
    assertThat(llm.classified("rules")).isEqualTo(ROWS);
    assertThat(simulator.arrived()).isZero();
  }

  @Test
  void everyFieldRecordsWhoDecidedItAndHow() throws Exception {
    simulator.change(PLAIN.with(Option.ERROR_RATE, "0.1"));
    llm.run("paths", Samples.FILE, "--provider", "cascade");

    String paths =
        """
        select string_agg(distinct (f.value ->> 'by') || '/' || (f.value ->> 'kind'), ' ')
          from classifications c, jsonb_each(c.decided_by) f where c.model is %s null
        """;
    assertThat(stack.text(paths.formatted(""))).isEqualTo("rules/rule");
    assertThat(stack.text(paths.formatted("not"))).contains("model/agreement", "model/logprob");
    assertThat(stack.number("select count(*) from llm_requests where provider_request_id is null"))
        .isZero();
  }

  @Test
  void evaluationAsksAgainForEachRequestSizeAndLeavesOnlyTheLedger() throws Exception {
    Path rows = first("rows.csv", Samples.FILE);
    Path gold = first("gold.csv", Checkout.TOP.resolve("samples/labels.csv"));
    assertThat(llm.run("before", rows).exit()).isZero();
    assertThat(llm.run("after", rows, "--force").exit()).isZero();
    // A person's answer is valid for its content, but must not count as the model's.
    stack.execute(
        "update classifications set reviewed_by = 'ann' where indicator_id = 'US.CPI.ALL'");
    // Left by an interrupted evaluation.
    stack.execute(
        "insert into jobs (job_id, source, provider, answer_version, state, rows_total,"
            + " rows_refused, started_at) values ('classify-evaluate-cut-off', 'rows', 'openai',"
            + " 'v', 'running', 1, 0, now() - interval '25 hours')");
    simulator.reset();

    BuiltProgram.Result ended =
        stack.local(
            "evaluate",
            gold.toString(),
            "--input",
            rows.toString(),
            "--provider",
            "openai",
            "--per-request",
            "1,10",
            "--html",
            folder.resolve("page.html").toString(),
            "--output",
            "json");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("20 rows to openai, 1 row per request; estimated: 20 requests")
        .contains("20 rows to openai, 10 rows per request; estimated: 2 requests");
    assertThat(simulator.requests().stream().map(RecordedRequest::indicators))
        .containsOnly(1, 10)
        .filteredOn(indicators -> indicators == 1)
        .hasSize(20);
    assertThat(simulator.arrived()).isEqualTo(22);
    JsonNode runs = new ObjectMapper().readTree(ended.out()).get("runs");
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).at("/llm/requests").asLong()).isEqualTo(20);
    assertThat(runs.get(1).at("/llm/requests").asLong()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("page.html"))).contains("By rows per request");
    assertThat(runs.get(0).get("all")).isEqualTo(runs.get(1).get("all"));
    for (String table :
        List.of(
            "jobs",
            "job_batches",
            "classifications",
            "classification_attempts",
            "rejections",
            "review_items")) {
      assertThat(stack.number("select count(*) from %s where %s".formatted(table, OF_EVALUATION)))
          .as(table)
          .isZero();
    }
    assertThat(stack.number("select count(*) from llm_requests where " + OF_EVALUATION))
        .isEqualTo(22);

    BuiltProgram.Result compared =
        stack.local("evaluate", gold.toString(), "--compare", "before", "after");
    assertThat(compared.exit()).as(compared.err()).isZero();
    assertThat(compared.out()).contains("A: job before", "20 labelled indicators");
  }

  @Test
  void keyAppearsOnlyInTheRequests() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "rate-limit=0.2").with(Option.RETRY_AFTER, "100ms"));
    BuiltProgram.Result ended = run("secret");
    BuiltProgram.Result results = stack.local("results", "--output", "json");
    assertThat(results.exit()).as(results.err()).isZero();

    assertThat(simulator.requests()).isNotEmpty();
    assertThat(ended.out() + ended.err() + results.out() + results.err()).doesNotContain(KEY);
    try (Stream<Path> files = Files.walk(stack.program().home())) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(file -> !holds(file, KEY));
    }
  }

  /// Writes the header and the first twenty rows of a file.
  private Path first(String name, Path file) throws IOException {
    return Samples.write(folder.resolve(name), Samples.fields(file).subList(0, 21));
  }

  private BuiltProgram.Result run(String job) throws Exception {
    return llm.run(job, Samples.FILE);
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }
}
