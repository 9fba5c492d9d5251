package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.bench.OutageKind;
import dev.classify.cli.config.CommandEnvironment;
import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "all-in-one",
        "cluster",
        "cluster up",
        "cluster down",
        "cluster ps",
        "cluster logs",
        "cluster register",
        "cluster keys",
        "cluster repair",
        "cluster clean",
        "run",
        "import",
        "status",
        "pause",
        "resume",
        "cancel",
        "report",
        "budget",
        "budget release",
        "projections",
        "projections status",
        "projections rebuild",
        "projections pause",
        "projections resume",
        "projections plan",
        "local projections",
        "local report",
        "local pause",
        "local resume",
        "local cancel",
        "local budget release",
        "results",
        "export",
        "explain",
        "review",
        "review show",
        "review accept",
        "review correct",
        "review reject",
        "review undo",
        "review judges",
        "review examples",
        "review agreement",
        "review apply",
        "review export",
        "local review",
        "user",
        "user add",
        "user list",
        "user role",
        "user password",
        "user disable",
        "user enable",
        "local user",
        "token",
        "token create",
        "token list",
        "token revoke",
        "token rotate-keys",
        "local token",
        "migrate",
        "runner",
        "models",
        "prices",
        "generate-completion",
        "local",
        "local run",
        "local import",
        "local results",
        "evaluate",
        "local evaluate",
        "local export",
        "local explain",
        "local up",
        "local open",
        "local down",
        "local status",
        "local repair",
        "local verify",
        "cluster verify",
        "bench",
        "bench throughput",
        "bench budget",
        "bench outage",
        "bench page",
        "bench projections"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run(command + " --help")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).startsWith(("Usage: classify " + command).strip());
    assertThat(text(out)).contains("--help").doesNotContain("\u001b");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void completionKnowsTheCommandsAndTheirOptions() {
    assertThat(run("generate-completion")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).startsWith("#!").contains("results", "--family", "local", "--from-db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "local",
        "local nonsense",
        "run --nonsense",
        "run no-such-file.csv",
        "run --in-flight 0",
        "run --min-confidence 2",
        "run --min-confidence target:95",
        "run --provider openai --min-confidence 0.9",
        "run --per-request 51",
        "run --per-request many",
        "run --budget-usd nothing",
        "run --budget-usd 0",
        "run --budget-usd 1000000",
        "run --budget-usd 0.0000001",
        "run --model-patience soon",
        "run --model-patience 500ms",
        "run --on-model-failure hope",
        "run --provider openai --on-model-failure rules",
        "run --tier fast",
        "run --provider rules --tier flex",
        "run --repair-tier never",
        "pause",
        "report",
        "report job",
        "resume one two",
        "cancel",
        "budget release --older-than 0s",
        "run --in-flight many",
        "run --rpm 0",
        "run --speed warp",
        "run --rpm 750 --speed fast",
        "run --nodes localhost:8080",
        "local run --nodes http://localhost:8080",
        "run --map nonsense",
        "run a.csv --from-db",
        "run a.csv b.csv",
        "results --output nonsense",
        "export --format nonsense",
        "review nonsense",
        "review show",
        "review accept",
        "review reject X",
        "review correct X",
        "review correct X --family nonsense",
        "review correct X --currency EURO",
        "review apply no-such-file.csv",
        "cluster keys",
        "user",
        "user add ada",
        "user add ada --role boss",
        "export --format parquet",
        "user add --role viewer",
        "user role ada",
        "user role ada --role boss",
        "token",
        "token create",
        "token create ci --role viewer --expires 367d",
        "token create ci --role viewer --expires 0s",
        "token create ci --role viewer --expires soon",
        "bench",
        "bench outage --kind fire",
        "bench page --callers 0",
        "bench page --rounds 0",
        "bench page --jobs 9",
        "bench page --answers 99999",
        "bench projections --events 999",
        "bench projections --projectors 1,11",
        "bench projections --runs 0",
        "bench outage --for 5s",
        "bench outage --for 61m",
        "bench outage --workers 0",
        "bench outage --per-request 51",
        "bench outage --busy -1"
      })
  void invalidCommandIsAUsageError(String command) {
    assertThat(run(command)).as(text(err)).isEqualTo(ExitCode.USAGE);
    assertThat(text(out)).isEmpty();
    assertThat(text(err)).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void keysForAnotherClusterAreWrittenOnce(@TempDir Path folder) {
    String command = "cluster keys --to " + folder.resolve("keys");
    assertThat(run(command)).isEqualTo(ExitCode.DONE);
    assertThat(run(command)).isEqualTo(ExitCode.DONE);
    assertThat(text(out).lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("wrote " + folder).endsWith("identity.pub"),
            second -> assertThat(second).startsWith("kept " + folder));
    assertThat(folder.resolve("keys")).isDirectoryContaining("glob:**/identity.{pem,pub}");
  }

  @Test
  void mistypedOptionIsAnsweredInAFewLines() {
    assertThat(run("run --speed warp")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("--speed", "FAST", "classify run --help").hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules", "openai"})
  void rulesStandInForAModelInACascadeOnly(String provider) {
    assertThat(run("local run --on-model-failure rules --provider " + provider))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains("--on-model-failure rules", "answered by " + provider)
        .contains("fix: add --provider cascade");
  }

  @Test
  void everyKindOfOutageIsMeasuredUnlessOthersAreNamed() {
    assertThat(run("bench outage --help")).isEqualTo(ExitCode.DONE);
    assertThat(text(out).replaceAll("\\s", "")).contains("(default:" + OutageKind.keys() + ")");
    for (OutageKind kind : OutageKind.values()) {
      assertThat(text(out)).containsPattern("(?m)^  " + kind.key() + "  +\\S");
    }
  }

  @Test
  void csvWithoutIdColumnIsAUsageErrorThatNamesFileAndColumns(@TempDir Path folder)
      throws Exception {
    Path file =
        Files.writeString(folder.resolve("series.csv"), "name,units\nRetail sales,USD mn\n");
    assertThat(run("run " + file)).isEqualTo(ExitCode.USAGE);
    assertThat(text(out)).isEmpty();
    assertThat(text(err))
        .contains("series.csv has no column indicator_id; its columns are name, units")
        .contains("fix: rename one of them to indicator_id, or assign one with --map COLUMN=");
  }

  @Test
  void controlCharactersOfAnInputReachNoTerminal(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("series.csv"), "\u001b]0;PWNED\u0007id,\"na\nme\",\u202eunits\nA,B,C\n");
    assertThat(run("run " + file)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains("its columns are \\u001b]0;PWNED\\u0007id, na\\nme, \\u202eunits\nfix:")
        .doesNotContain("\u001b", "\u0007", "\u202e");
  }

  @Test
  void controlCharactersOfAnExceptionReachNoTerminal() {
    assertThat(run("run no\u001b[2Jsuch\u009b1mfile.csv")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("no\\u001b[2Jsuch\\u009b1mfile.csv does not exist");
  }

  @Test
  void programThatAnUnpackedFolderNamesIsNotRun(@TempDir Path folder) throws Exception {
    Path data = Files.writeString(folder.resolve("data.csv"), "id,name\nA,one\n");
    Files.writeString(folder.resolve(".env"), "CLASSIFY_HOME=./h\nRESTATE_SERVER=./srv.sh\n");
    assertThat(run("local run " + data, CommandEnvironment.in(folder, Map.of())))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains(".env:2 sets RESTATE_SERVER, which chooses a program to run\nfix: ")
        .doesNotContain("\tat ");
    assertThat(run("local run --help", CommandEnvironment.in(folder, Map.of())))
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void invalidSettingsAreAUsageErrorThatNamesThemAll() {
    Map<String, String> environment = Map.of("CLASSIFY_NODES", "x", "CLASSIFY_DB_URL", "y");
    assertThat(run("status", environment)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("CLASSIFY_NODES", "CLASSIFY_DB_URL").doesNotContain("\tat ");
  }

  private int run(String command) {
    return run(command, Map.of());
  }

  private int run(String command, Map<String, String> environment) {
    return run(command, CommandEnvironment.of(environment));
  }

  private int run(String command, CommandEnvironment environment) {
    String[] words = command.isBlank() ? new String[0] : command.strip().split(" ", -1);
    return Main.run(
        words,
        environment,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
