package dev.classify.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.classify.llm.AnswerSchema;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `src/test/js` with the version of OpenAI's client for JavaScript that its lock file names.
/// The client says that it needs Node 22; these calls also pass on Node 20.
class JavaScriptClientIT {

  private static final Path SCRIPTS = Path.of("src/test/js");
  private static final String SKIPPED = "the check with the JavaScript client is skipped: ";

  private static final int NODE_MIN = 20;

  /// Every call of the scripts takes well below a second; the download of the client may be slow.
  private static final long MINUTES_MAX = 10;

  @TempDir Path folder;

  @Test
  void officialClientPassesAllCalls() throws Exception {
    assumeTrue(isOnPath("npm"), SKIPPED + "there is no npm on the PATH");
    assumeTrue(isOnPath("node"), SKIPPED + "there is no node on the PATH");
    String node = run("", "node", "--version").output().strip();
    assumeTrue(
        Integer.parseInt(node.replaceAll("^v|\\..*", "")) >= NODE_MIN,
        SKIPPED + "node " + node + " is older than " + NODE_MIN);
    for (Path script : scripts()) {
      Files.copy(script, folder.resolve(script.getFileName()));
    }
    Files.writeString(folder.resolve("schema.json"), AnswerSchema.strict().toString());
    Files.writeString(
        folder.resolve("question.txt"),
        TestRequests.question(TestRequests.threeIndicators()).write());
    Run installed = run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assertThat(installed.exitCode()).as(installed.output()).isZero();

    try (OpenAiSimulator simulator = OpenAiSimulator.start(TestBatches.QUICK)) {
      Run calls =
          run(
              simulator.baseUrl().toString(),
              "node",
              "--test",
              "--test-reporter=tap",
              "calls.test.mjs");

      long tests =
          Files.readString(SCRIPTS.resolve("calls.test.mjs")).split("\ntest\\(").length - 1L;
      assertThat(calls.exitCode()).as(calls.output()).isZero();
      assertThat(calls.output().lines()).contains("# pass " + tests, "# fail 0", "# skipped 0");
    }
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private record Run(int exitCode, String output) {}

  private Run run(String simulatorUrl, String... command) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("SIMULATOR_URL", simulatorUrl);
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as(Files.readString(output, UTF_8)).isTrue();
    return new Run(process.exitValue(), Files.readString(output, UTF_8));
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
