package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.classify.local.nginx.NginxProgram;
import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A model fails, or a part dies while it answers: every row is classified or rejected, and nothing
/// is paid twice except requests in flight.
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmFaultsIT {

  private static final int ROWS = 129;
  private static final int WORKERS = 3;
  private static final SimulatorSettings PLAIN = SimulatorSettings.DEFAULT.with(Option.PORT, 0);

  /// Time for a reply to reach a worker, or for a request to reach the provider.
  private static final Duration IN_TRANSIT = Duration.ofMillis(500);

  /// The `Retry-After` of 5 s, less the difference between two clocks.
  private static final Duration HOLD_MIN = Duration.ofMillis(4_900);

  private LlmStack llm;
  private EmbeddedStack stack;
  private OpenAiSimulator simulator;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeThat(NginxProgram.installed(System.getenv())).as("NGINX is installed").isPresent();
    Map<String, String> settings = Map.of("LLM_SERVER_ERRORS_BILLED", "true");
    llm = LlmStack.up(folder, PLAIN, settings, "--workers", Integer.toString(WORKERS));
    stack = llm.stack();
    simulator = llm.simulator();
  }

  @AfterAll
  void stop() throws Exception {
    if (llm != null) {
      llm.down();
    }
  }

  @BeforeEach
  void forget() throws Exception {
    llm.reset();
  }

  @Test
  void everyRowIsClassifiedOrRejectedWhateverFaultsTheProviderHas() throws Exception {
    simulator.change(
        PLAIN
            .with(
                Option.FAULT,
                "rate-limit=0.1 server-error=0.05 hang=0.02 missing-id=0.05 invalid-value=0.05"
                    + " duplicated-id=0.02 malformed-content=0.02")
            .with(Option.RETRY_AFTER, "200ms"));

    BuiltProgram.Result ended = llm.run("faults", Samples.FILE, "--per-request", "2");

    assertThat(ended.err()).doesNotContain("not done");
    long rejected =
        stack.number("select count(*) from rejections where stage = 'model' and reason <> ''");
    assertThat(llm.classified("faults") + rejected).isEqualTo(ROWS);
    assertThat(rejected).isLessThan(ROWS / 10);
    llm.assertLedgerMatchesSimulator();
    assertThat(
            stack.text(
                """
                select bool_and(cost_usd is null and reserved_usd > 0)::text
                  from llm_requests where reason like 'HTTP 500%'
                """))
        .as("the setting says that server errors are billed")
        .isEqualTo("true");
  }

  @Test
  void invalidItemIsAskedAboutAgainAlone() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "invalid-value=#1,2,3"));

    assertThat(llm.run("bad-items", Samples.FILE).exit()).isZero();

    long bad =
        simulator.requests().stream()
            .filter(request -> request.faults().contains("invalid-value"))
            .count();
    assertThat(bad).isEqualTo(3);
    assertThat(simulator.requests().stream().mapToLong(RecordedRequest::indicators).sum())
        .isEqualTo(ROWS + bad);
  }

  @Test
  void indicatorThatMakesEveryAnswerMalformedIsRejectedAlone() throws Exception {
    simulator.change(PLAIN.with(Option.POISON, "Brent crude, spot"));

    BuiltProgram.Result ended = llm.run("poison", Samples.FILE);

    assertThat(ended.exit()).isOne();
    assertThat(stack.text("select string_agg(indicator_id, ' ') from rejections"))
        .isEqualTo("WORLD.BRENT.SPOT");
    assertThat(stack.text("select stage || ': ' || reason from rejections")).startsWith("model: ");
    assertThat(llm.classified("poison")).isEqualTo(ROWS - 1);
  }

  @Test
  void exhaustedQuotaStopsTheJobAndTheSameCommandContinuesIt() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "insufficient-quota=#6+"));

    BuiltProgram.Result stopped =
        llm.run("quota", Samples.FILE, "--per-request", "5", "--in-flight", "1");

    assertThat(stopped.exit()).isOne();
    assertThat(stopped.err()).contains("the job stopped", "quota", "run the same command again");
    assertThat(stack.text("select state from jobs where job_id = 'quota'")).isEqualTo("stopped");
    assertThat(stack.text("select stop_reason from jobs where job_id = 'quota'")).contains("quota");
    // The requests of the first batch that were granted together, and no later one.
    assertThat(simulator.arrived()).isLessThanOrEqualTo(10);
    assertThat(stack.number("select count(*) from rejections")).isZero();
    assertThat(llm.classified("quota")).isEqualTo(25);

    simulator.change(PLAIN);
    BuiltProgram.Result resumed =
        llm.run("quota", Samples.FILE, "--per-request", "5", "--in-flight", "1");
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(llm.classified("quota")).isEqualTo(ROWS);
    assertThat(stack.number("select sum(indicators) from llm_requests where outcome = 'answered'"))
        .as("no row is paid twice")
        .isEqualTo(ROWS);
    llm.assertLedgerMatchesSimulator();
  }

  @Test
  void rulesAnswerACascadeWhileTheModelFailsAndRetryAsksTheModelAgain() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "unavailable=1"));
    BuiltProgram.Result wrong = llm.run("outage", Samples.FILE, "--on-model-failure", "rules");
    assertThat(wrong.exit()).as("the workers are set to openai").isEqualTo(2);
    assertThat(wrong.err()).contains("this job is answered by openai");

    String[] cascade = {"--provider", "cascade", "--per-request", "1"};
    BuiltProgram.Result ended =
        llm.run(
            "outage",
            Samples.FILE,
            with(cascade, "--on-model-failure", "rules", "--model-patience", "3s"));

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(llm.classified("outage")).isEqualTo(ROWS);
    long byRules =
        stack.number(
            "select count(*) from review_items where reason like"
                + " 'the model gave no answer: gpt-6-luna has failed for % s: %;"
                + " the rules'' answer stands%'");
    assertThat(byRules).isPositive();
    assertThat(stack.number("select count(*) from rejections")).isZero();
    assertThat(ended.out()).contains("by rules    " + byRules + " rows");
    assertThat(stack.local("status").out()).contains("outage: by rules " + byRules + " rows");

    simulator.change(PLAIN);
    assertThat(llm.run("outage", Samples.FILE, with(cascade, "--retry")).exit()).isZero();
    assertThat(stack.number("select count(*) from classifications where model is not null"))
        .as("the model has answered them, and no others")
        .isEqualTo(byRules);
    assertThat(
            stack.number("select count(*) from review_items where reason like 'the model gave%'"))
        .isZero();
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classify-service-2", "restate", "postgres", "cli"})
  void killedPartCostsAtMostTheRequestsInFlight(String part) throws Exception {
    simulator.change(PLAIN.with(Option.LATENCY, "constant:1s"));
    String[] options = {"--per-request", "5", "--in-flight", "1"};
    BuiltProgram.RunningCall run;
    if (part.equals("cli")) {
      BuiltProgram.RunningCommand killed = llm.start("killed", Samples.FILE, options);
      awaitTwelveRequests();
      killed.process().destroyForcibly().waitFor();
      run = llm.begin("killed", Samples.FILE, options);
    } else {
      run = llm.begin("killed", Samples.FILE, options);
      awaitTwelveRequests();
      stack.program().part(part).destroyForcibly();
    }
    long inFlight =
        simulator.requests().stream().filter(request -> request.answeredNanos() == null).count();

    BuiltProgram.Result ended = run.await();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(llm.classified("killed")).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classification_attempts")).isEqualTo(ROWS);
    assertThat(simulator.arrived()).isLessThanOrEqualTo(26 + Math.max(inFlight, 10));
    // Requests entered but not sent stay open in the ledger; every sent request is in it.
    long open = stack.number("select count(*) from llm_requests where state = 'sent'");
    assertThat(stack.number("select count(*) from llm_requests"))
        .isBetween(simulator.arrived(), simulator.arrived() + open);
    llm.assertEachRequestIsInTheLedger();
  }

  private void awaitTwelveRequests() {
    await().atMost(Duration.ofSeconds(60)).until(() -> simulator.arrived() >= 12);
  }

  @Test
  void rateLimitErrorStopsEveryWorkerForAsLongAsItSays(@TempDir Path folder) throws Exception {
    simulator.change(
        PLAIN
            .with(Option.LATENCY, "constant:300ms")
            .with(Option.FAULT, "rate-limit=#60")
            .with(Option.RETRY_AFTER, "5s"));

    Path rows = Samples.distinct(folder, 300);
    BuiltProgram.Result ended = llm.run("held", rows, "--per-request", "2", "--rpm", "1200");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(stack.number("select count(distinct worker) from llm_requests")).isGreaterThan(1);
    List<RecordedRequest> sent = simulator.requests();
    RecordedRequest throttled =
        sent.stream().filter(r -> !r.faults().isEmpty()).findFirst().orElseThrow();
    long told = Objects.requireNonNull(throttled.answeredNanos());
    assertThat(sent)
        .extracting(request -> Duration.ofNanos(request.arrivedNanos() - told))
        .as("no worker sends, not even granted requests")
        .noneMatch(since -> since.compareTo(IN_TRANSIT) > 0 && since.compareTo(HOLD_MIN) < 0)
        .as("then all continue")
        .filteredOn(since -> since.compareTo(HOLD_MIN) >= 0)
        .hasSizeGreaterThan(50);
    llm.assertLedgerMatchesSimulator();
  }
}
