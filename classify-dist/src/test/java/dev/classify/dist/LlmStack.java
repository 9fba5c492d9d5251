package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An embedded stack whose workers use a simulator in this JVM. The record of the simulator shows
/// what was really sent.
///
/// @param defaults the settings of the simulator unless a test changes them
record LlmStack(OpenAiSimulator simulator, SimulatorSettings defaults, EmbeddedStack stack) {

  /// Starts both.
  ///
  /// @param settings more settings of the workers
  /// @param options of `local up`, such as the number of workers
  static LlmStack up(
      Path folder, SimulatorSettings plain, Map<String, String> settings, String... options)
      throws IOException, InterruptedException {
    OpenAiSimulator simulator = OpenAiSimulator.start(plain);
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_TIMEOUT", "20s",
                "LLM_RPM", "6000",
                "OPENAI_API_KEY", "sk-any",
                "OPENAI_BASE_URL", simulator.baseUrl().toString(),
                "OPENAI_MODEL", "gpt-6-luna"));
    all.putAll(settings);
    return new LlmStack(simulator, plain, EmbeddedStack.up(folder, all, options));
  }

  /// Restores the settings of the simulator and empties its record and the tables.
  void reset() throws SQLException, IOException {
    simulator.change(defaults);
    simulator.reset();
    stack.clear();
  }

  void down() throws InterruptedException {
    stack.down();
    simulator.close();
  }

  BuiltProgram.Result run(String job, Path input, String... options) throws InterruptedException {
    return stack.program().call(command(job, input, options));
  }

  /// The same, without waiting for its end.
  BuiltProgram.RunningCall begin(String job, Path input, String... options) {
    return stack.program().begin(command(job, input, options));
  }

  /// The same as a process, which can be killed.
  BuiltProgram.RunningCommand start(String job, Path input, String... options) throws IOException {
    return stack.program().start(command(job, input, options));
  }

  private static String[] command(String job, Path input, String... options) {
    String[] command = {"local", "run", input.toString(), "--job", job};
    return Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new);
  }

  long classified(String job) throws SQLException, IOException {
    return stack.number("select count(*) from classifications where job_id = '" + job + "'");
  }

  /// Each arrival at the simulator is a try of a request in the ledger.
  void assertEachRequestIsInTheLedger() throws SQLException, IOException {
    for (List<RecordedRequest> tries : tries()) {
      assertThat(ledger(tries.getFirst())).hasSizeGreaterThanOrEqualTo(tries.size());
    }
  }

  /// The ledger has one row for each sent request, with the tokens that the provider counted.
  void assertLedgerMatchesSimulator() throws SQLException, IOException {
    assertThat(stack.number("select count(*) from llm_requests")).isEqualTo(simulator.arrived());
    for (List<RecordedRequest> tries : tries()) {
      List<String> rows = ledger(tries.getFirst());
      assertThat(rows).hasSameSizeAs(tries);
      for (int i = 0; i < rows.size(); i++) {
        RecordedRequest request = tries.get(i);
        if (request.faults().isEmpty()) {
          assertThat(rows.get(i))
              .isEqualTo(
                  "%d %d %d"
                      .formatted(
                          request.indicators(),
                          request.promptTokens(),
                          request.completionTokens()));
        } else {
          assertThat(rows.get(i)).startsWith(request.indicators() + " ");
        }
      }
    }
  }

  /// What arrived at the simulator, by request, in the order of the tries.
  private Collection<List<RecordedRequest>> tries() {
    return simulator.requests().stream()
        .sorted(Comparator.comparingLong(RecordedRequest::arrivedNanos))
        .collect(Collectors.groupingBy(RecordedRequest::clientRequestId))
        .values();
  }

  /// The rows of a request in the ledger: its indicators and tokens, in the order of the tries.
  private List<String> ledger(RecordedRequest request) throws SQLException, IOException {
    String rows =
        stack.text(
            "select string_agg(indicators || ' ' || coalesce(tokens_in, -1) || ' '"
                + " || coalesce(tokens_out, -1), ',' order by sent_at)"
                + " from llm_requests where request_id = '"
                + request.clientRequestId()
                + "'");
    return rows == null ? List.of() : List.of(rows.split(",", -1));
  }
}
