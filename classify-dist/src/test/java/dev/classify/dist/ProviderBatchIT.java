package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.exit.ExitCode;
import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs at the tier `batch`, at a provider whose hours take seconds.
@Order(3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderBatchIT {

  private static final int ROWS = 129;
  private static final SimulatorSettings PLAIN =
      SimulatorSettings.DEFAULT
          .with(Option.PORT, 0)
          .with(Option.LATENCY, "constant:20ms")
          .with(Option.BATCH_VALIDATING, "1s")
          .with(Option.BATCH_IN_PROGRESS, "3s")
          .with(Option.BATCH_FINALIZING, "1s");

  /// What the tokens of a row of the ledger cost at the standard tier.
  private static final String STANDARD_USD =
      "(0.10 * (tokens_in - tokens_cached) + 0.01 * tokens_cached + 0.50 * tokens_out) / 1000000";

  private LlmStack llm;
  private EmbeddedStack stack;
  private OpenAiSimulator simulator;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    llm = LlmStack.up(folder, PLAIN, Map.of("OPENAI_MODEL", "gpt-6-luna"));
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
  void commandHandsOverAndTheWorkersStoreEveryLineOnceAtHalfThePrice() throws Exception {
    BuiltProgram.Result handedOver =
        llm.run("whole", Samples.FILE, "--tier", "batch", "--budget-usd", "1");

    assertThat(handedOver.exit()).as(handedOver.err()).isEqualTo(ExitCode.HANDED_OVER);
    assertThat(handedOver.err())
        .contains(
            "this command ends once the workers have them",
            "handed over: 129 rows are not done yet",
            "waits for   provider batch batch_",
            "`classify local status whole`",
            "the same command with --wait",
            "`classify local cancel whole`");
    assertThat(stack.text("select state from jobs")).isEqualTo("detached");
    await().atMost(Duration.ofSeconds(60)).until(() -> llm.classified("whole") == ROWS);
    assertThat(stack.local("status", "whole").out()).contains("whole: every row is done");
    BuiltProgram.Result again = run("whole");

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out())
        .contains("unchanged   129")
        .as("an estimate of requests that an earlier command has sent")
        .doesNotContain("estimate");
    assertEveryRowOnce("whole");
    assertLedgerMatchesProvider();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> stack.number("select count(*) from provider_batches where state <> 'done'") == 0);
    assertThat(
            stack.text("select committed_usd - (select sum(cost_usd) from llm_requests) from jobs"))
        .isEqualTo("0.00000000");
  }

  @ParameterizedTest
  @CsvSource({
    "worker, open",
    "worker, uploaded",
    "worker, running",
    "restate, running",
    "postgres, open",
    "postgres, running",
    "cli, running"
  })
  void killedPartLosesNothingAndPaysNothingTwice(String part, String state) throws Exception {
    if (state.equals("uploaded")) {
      simulator.change(PLAIN.with(Option.FAULT, "batch-create-lost=1"));
    }
    BuiltProgram.RunningCommand run = start("killed");
    await().atMost(Duration.ofSeconds(60)).until(() -> isIn(state));
    if (part.equals("cli")) {
      run.process().destroyForcibly().waitFor();
      run = start("killed");
    } else {
      stack.program().part(part).destroyForcibly();
    }

    BuiltProgram.Result ended = run.await();
    BuiltProgram.Result last = ended.exit() == 0 ? ended : run("killed");
    assertThat(last.exit()).as(ended.err() + last.err()).isZero();
    assertEveryRowOnce("killed");
    assertLedgerMatchesProvider();
    // Lines that a batch of rows files only after the kill may be in a second file.
    assertThat(batches()).isBetween(1L, state.equals("open") ? 2L : 1L);
  }

  @Test
  void linesThatFailOrNeverRunAreSentAgain() throws Exception {
    simulator.change(
        PLAIN
            .with(Option.BATCH_WINDOW, "8s")
            .with(Option.FAULT, "batch-line-error=#2 batch-line-stuck=#5 file-content-broken=#1"));
    BuiltProgram.Result ended = run("again");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertEveryRowOnce("again");
    assertLedgerMatchesProvider();
    assertThat(stack.number("select count(*) from llm_requests where outcome = 'not-run'"))
        .isPositive();
  }

  @Test
  void statusSaysWhatTheJobWaitsForAndCancelKeepsWhatIsAnswered() throws Exception {
    simulator.change(PLAIN.with(Option.BATCH_IN_PROGRESS, "20s"));
    BuiltProgram.RunningCommand run = start("cancelled");
    await().atMost(Duration.ofSeconds(60)).until(() -> isIn("running"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                stack.number("select coalesce(max(lines_answered), 0) from provider_batches") > 3);

    assertThat(stack.local("status", "cancelled").out())
        .containsPattern("provider batch batch_\\w+: \\d+ of about 129 rows answered, in progress");
    assertThat(stack.local("cancel", "cancelled").out())
        .contains("cancelled cancelled; the provider is told to cancel");
    assertThat(run.await().exit()).isOne();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> stack.number("select count(*) from provider_batch_lines") == 0);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(llm.classified("cancelled"))
                    .isEqualTo(
                        stack.number(
                            "select sum(rows_answered) from llm_requests where cost_usd > 0")));
    assertThat(llm.classified("cancelled")).isBetween(1L, ROWS - 1L);
    assertLedgerMatchesProvider();
  }

  @Test
  void refusedFileStopsTheJobWithTheWordsOfTheProvider() throws Exception {
    simulator.change(PLAIN.with(Option.FAULT, "batch-invalid=1"));
    BuiltProgram.Result refused = run("refused");
    assertThat(refused.exit()).isOne();
    assertThat(refused.err()).contains("the provider refuses the whole file of requests: ");
    assertThat(stack.number("select count(*) from llm_requests where cost_usd > 0")).isZero();
  }

  private boolean isIn(String state) throws SQLException, IOException {
    String query =
        state.equals("open")
            ? "select count(*) from provider_batch_lines where provider_batch is null"
            : "select count(*) from provider_batches where create_begun_at is not null"
                + " or state = 'running'";
    return stack.number(query) > 0;
  }

  private long batches() throws SQLException, IOException {
    return stack.number("select count(distinct provider_id) from provider_batches");
  }

  private void assertEveryRowOnce(String job) throws SQLException, IOException {
    assertThat(llm.classified(job)).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classification_attempts")).isEqualTo(ROWS);
  }

  /// Each billed line is one answered request of the ledger with the same tokens, at half the
  /// price.
  private void assertLedgerMatchesProvider() throws SQLException, IOException {
    Map<String, String> billed = new TreeMap<>();
    for (RecordedRequest line : simulator.requests()) {
      if (line.billed()) {
        assertThat(line.tier()).isEqualTo("batch");
        assertThat(billed.put(line.customId(), tokens(line))).as("billed twice").isNull();
      }
    }
    assertThat(billed).isNotEmpty();
    assertThat(
            List.of(
                stack
                    .text(
                        "select string_agg(request_id || ' ' || tokens_in || ' ' || tokens_out, ','"
                            + " order by request_id collate \"C\") from llm_requests"
                            + " where cost_usd > 0")
                    .split(",")))
        .containsExactlyElementsOf(
            billed.entrySet().stream().map(line -> line.getKey() + " " + line.getValue()).toList());
    assertThat(
            stack.number(
                "select count(*) from llm_requests where service_tier <> 'batch'"
                    + " or cost_usd <> round("
                    + STANDARD_USD
                    + " / 2, 8)"))
        .isZero();
    assertThat(stack.number("select count(*) from llm_requests where state = 'sent'")).isZero();
  }

  private static String tokens(RecordedRequest line) {
    return line.promptTokens() + " " + line.completionTokens();
  }

  /// Waits for every row.
  private BuiltProgram.Result run(String job) throws InterruptedException {
    return llm.run(job, Samples.FILE, "--tier", "batch", "--wait");
  }

  private BuiltProgram.RunningCommand start(String job) throws IOException {
    return llm.start(job, Samples.FILE, "--tier", "batch", "--wait");
  }
}
