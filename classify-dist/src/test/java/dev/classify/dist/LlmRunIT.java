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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A language model answers: the simulator, whose record says what was really sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmRunIT {

  private static final int ROWS = 129;
  private static final String KEY = "sk-a-key-that-nobody-may-see-8143";
  private static final String OF_EVALUATION = "starts_with(job_id, 'classify-evaluate-')";
  private static final SimulatorSettings PLAIN =
      SimulatorSettings.DEFAULT
          .with(Option.PORT, 0)
          .with(Option.KEY_HASH, OpenAiSimulator.keyHash(KEY));

  private OpenAiSimulator simulator;
  private Stack stack;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    simulator = OpenAiSimulator.start(PLAIN);
    stack =
        Stack.up(
            folder,
            Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_TIMEOUT", "20s",
                "LLM_EXAMPLES", "3",
                "LLM_RPM", "6000",
                "OPENAI_API_KEY", KEY,
                "OPENAI_BASE_URL", simulator.baseUrl().toString(),
                "OPENAI_MODEL", "gpt-4.1-mini"));
  }

  @AfterAll
  void stop() throws Exception {
    stack.down();
    simulator.close();
  }

  @BeforeEach
  void forget() throws Exception {
    simulator.change(PLAIN);
    simulator.reset();
    stack.clear();
  }

  @Test
  void everyRowIsClassifiedInAsFewRequestsAsThereAreTens() throws Exception {
    Program.Ended ended = run("tens");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("classified  129", "LLM         13 requests,", "USD 0.");
    assertThat(simulator.arrived()).isEqualTo(13);
    assertThat(classified("tens")).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classifications where model = 'gpt-4.1-mini'"))
        .isEqualTo(ROWS);
    assertLedgerEqualsTheRecord();
  }

  @Test
  void sameContentIsNotPaidAgainUnderOtherIdsOrInAnotherJob() throws Exception {
    assertThat(run("first").exit()).isZero();
    long paid = simulator.arrived();

    Program.Ended renamed = run("renamed", Samples.repeated(folder, 300));

    assertThat(renamed.exit()).as(renamed.err()).isZero();
    assertThat(classified("renamed")).isEqualTo(300);
    assertThat(simulator.arrived()).isEqualTo(paid);
  }

  @Test
  void cascadeAsksOnlyAboutWhatTheRulesAreNotSureOf() throws Exception {
    Program.Ended ended = run("cascade", Samples.FILE, "--provider", "cascade");

    assertThat(ended.exit()).as(ended.err()).isZero();
    long asked = stack.number("select count(*) from classifications where model is not null");
    assertThat(asked).isBetween(1L, ROWS - 1L);
    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .isEqualTo(asked);
    assertThat(stack.number("select count(*) from classifications where provider = 'cascade'"))
        .isEqualTo(ROWS);
  }

  @Test
  void whatAPersonAcceptedIsShownWithQuestionsLikeIt() throws Exception {
    assertThat(run("unjudged").exit()).isZero();
    long without = promptTokens();
    String doubtful = stack.text("select min(indicator_id) from review_items");
    Program.Ended accepted = stack.local("review", "accept", doubtful);
    assertThat(accepted.exit()).as(accepted.err()).isZero();
    simulator.reset();

    assertThat(run("judged", Samples.FILE, "--force").exit()).isZero();

    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .as("the person's own answer is not asked for")
        .isEqualTo(ROWS - 1);
    assertThat(promptTokens()).isGreaterThan(without);
  }

  private long promptTokens() {
    return simulator.requests().stream().mapToLong(RecordedRequest::promptTokens).sum();
  }

  @Test
  void rulesAloneSendNothing() throws Exception {
    assertThat(run("rules", Samples.FILE, "--provider", "rules").exit()).isZero();
    assertThat(classified("rules")).isEqualTo(ROWS);
    assertThat(simulator.arrived()).isZero();
  }

  @Test
  void everyRowHasItsEndWhateverTheProviderDoes() throws Exception {
    simulator.change(
        PLAIN
            .with(
                Option.FAULT,
                "rate-limit=0.1 server-error=0.05 hang=0.02 missing-id=0.05 invalid-value=0.05"
                    + " duplicated-id=0.02 malformed-content=0.02")
            .with(Option.RETRY_AFTER, "200ms"));

    Program.Ended ended = run("faults", Samples.FILE, "--per-request", "2");

    assertThat(ended.err()).doesNotContain("not done");
    long rejected =
        stack.number("select count(*) from rejections where stage = 'model' and reason <> ''");
    assertThat(classified("faults") + rejected).isEqualTo(ROWS);
    assertThat(rejected).isLessThan(ROWS / 10);
    assertLedgerEqualsTheRecord();
  }

  @Test
  void aBadItemIsAskedAboutAgainWithoutItsNeighbours() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "invalid-value=#1,2,3"));

    assertThat(run("bad-items").exit()).isZero();

    long bad =
        simulator.requests().stream()
            .filter(request -> request.faults().contains("invalid-value"))
            .count();
    assertThat(bad).isEqualTo(3);
    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .isEqualTo(ROWS + bad);
  }

  @Test
  void everyFieldSaysWhichPathDecidedItAndHowSureItIs() throws Exception {
    simulator.change(PLAIN.with(Option.ERROR_RATE, "0.1"));
    run("paths", Samples.FILE, "--provider", "cascade");

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
  void anIndicatorThatSpoilsEveryAnswerIsRejectedAloneWithTheReason() throws Exception {
    simulator.change(PLAIN.with(Option.POISON, "Brent crude, spot"));

    Program.Ended ended = run("poison");

    assertThat(ended.exit()).isOne();
    assertThat(stack.text("select string_agg(indicator_id, ' ') from rejections"))
        .isEqualTo("WORLD.BRENT.SPOT");
    assertThat(stack.text("select stage || ': ' || reason from rejections")).startsWith("model: ");
    assertThat(classified("poison")).isEqualTo(ROWS - 1);
  }

  @Test
  void anExhaustedQuotaStopsTheJobAndTheSameCommandGoesOn() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "insufficient-quota=#6+"));

    Program.Ended stopped = run("quota", Samples.FILE, "--per-request", "5", "--in-flight", "1");

    assertThat(stopped.exit()).isOne();
    assertThat(stopped.err()).contains("the job is stopped", "quota", "the same command goes on");
    assertThat(stack.text("select state from jobs where job_id = 'quota'")).isEqualTo("stopped");
    assertThat(stack.text("select stop_reason from jobs where job_id = 'quota'")).contains("quota");
    // Those of the first batch that were granted together, and none after.
    assertThat(simulator.arrived()).isLessThanOrEqualTo(10);
    assertThat(stack.number("select count(*) from rejections")).isZero();
    assertThat(classified("quota")).isEqualTo(25);

    simulator.change(PLAIN);
    Program.Ended resumed = run("quota", Samples.FILE, "--per-request", "5", "--in-flight", "1");
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(classified("quota")).isEqualTo(ROWS);
    assertThat(stack.number("select sum(indicators) from llm_requests where outcome = 'answered'"))
        .as("no row is paid twice")
        .isEqualTo(ROWS);
    assertLedgerEqualsTheRecord();
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "restate", "postgres", "cli"})
  void aKilledPartCostsAtMostWhatWasUnderWay(String part) throws Exception {
    simulator.change(PLAIN.with(Option.LATENCY, "constant:1s"));
    Program.Running run = start("killed", Samples.FILE, "--per-request", "5", "--in-flight", "1");
    await().atMost(Duration.ofSeconds(60)).until(() -> simulator.arrived() >= 12);
    if (part.equals("cli")) {
      run.process().destroyForcibly().waitFor();
      run = start("killed", Samples.FILE, "--per-request", "5", "--in-flight", "1");
    } else {
      stack.program().part(part).destroyForcibly();
    }
    long underWay =
        simulator.requests().stream().filter(request -> request.answeredNanos() == null).count();

    Program.Ended ended = run.await();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(classified("killed")).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classification_attempts")).isEqualTo(ROWS);
    assertThat(simulator.arrived()).isLessThanOrEqualTo(26 + Math.max(underWay, 10));
    // What was entered and not sent any more stays open in the ledger; nothing was sent besides it.
    long open = stack.number("select count(*) from llm_requests where state = 'sent'");
    assertThat(stack.number("select count(*) from llm_requests"))
        .isBetween(simulator.arrived(), simulator.arrived() + open);
    for (RecordedRequest request : simulator.requests()) {
      assertThat(
              stack.number(
                  "select count(*) from llm_requests where request_id = '"
                      + request.clientRequestId()
                      + "'"))
          .isOne();
    }
  }

  @Test
  void anEvaluationAsksAnewInRequestsOfEachSizeAndLeavesOnlyWhatWasPaid() throws Exception {
    Path rows = first("rows.csv", Samples.FILE);
    Path gold = first("gold.csv", Checkout.TOP.resolve("samples/labels.csv"));
    assertThat(run("before", rows).exit()).isZero();
    assertThat(run("after", rows, "--force").exit()).isZero();
    // A person's answer holds for its content, but must not count as the model's.
    stack.execute(
        "update classifications set reviewed_by = 'ann' where indicator_id = 'US.CPI.ALL'");
    // What an evaluation left that was cut off.
    stack.execute(
        "insert into jobs (job_id, source, provider, answer_version, state, rows_total,"
            + " rows_refused, started_at) values ('classify-evaluate-cut-off', 'rows', 'openai',"
            + " 'v', 'running', 1, 0, now() - interval '25 hours')");
    simulator.reset();

    Program.Ended ended =
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

    Program.Ended compared =
        stack.local("evaluate", gold.toString(), "--compare", "before", "after");
    assertThat(compared.exit()).as(compared.err()).isZero();
    assertThat(compared.out()).contains("A: job before", "20 labelled indicators");
  }

  @Test
  void theKeyIsNowhereButInTheRequests() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "rate-limit=0.2").with(Option.RETRY_AFTER, "100ms"));
    Program.Ended ended = run("secret");
    Program.Ended results = stack.local("results", "--output", "json");
    assertThat(results.exit()).as(results.err()).isZero();

    assertThat(simulator.requests()).isNotEmpty();
    assertThat(ended.out() + ended.err() + results.out() + results.err()).doesNotContain(KEY);
    try (Stream<Path> files = Files.walk(stack.program().home())) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(file -> !holds(file, KEY));
    }
  }

  /// The first twenty rows of a file with a header.
  private Path first(String name, Path file) throws IOException {
    return Samples.write(folder.resolve(name), Samples.fields(file).subList(0, 21));
  }

  private Program.Ended run(String job) throws Exception {
    return run(job, Samples.FILE);
  }

  private Program.Ended run(String job, Path input, String... options) throws Exception {
    return start(job, input, options).await();
  }

  private Program.Running start(String job, Path input, String... options) throws IOException {
    String[] command = {"local", "run", input.toString(), "--job", job};
    return stack
        .program()
        .start(Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
  }

  private long classified(String job) throws Exception {
    return stack.number("select count(*) from classifications where job_id = '" + job + "'");
  }

  /// One row for each request that was sent, with the tokens that the provider counted.
  private void assertLedgerEqualsTheRecord() throws Exception {
    List<RecordedRequest> sent = simulator.requests();
    assertThat(stack.number("select count(*) from llm_requests")).isEqualTo(sent.size());
    for (RecordedRequest request : sent) {
      String row =
          stack.text(
              "select indicators || ' ' || coalesce(tokens_in, -1) || ' '"
                  + " || coalesce(tokens_out, -1) from llm_requests where request_id = '"
                  + request.clientRequestId()
                  + "'");
      if (request.faults().isEmpty()) {
        assertThat(row)
            .isEqualTo(
                "%d %d %d"
                    .formatted(
                        request.indicators(), request.promptTokens(), request.completionTokens()));
      } else {
        assertThat(row).startsWith(request.indicators() + " ");
      }
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }
}
