package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first commands of a new user.
class LocalRunIT {

  private static final int ROWS = 3_000;

  /// Progress, and what an account with too many rights is told.
  private static final Pattern OWN_LINE =
      Pattern.compile(
          "the stack runs as root, .*|starting [a-z]+|(downloading|unpacking) .*|job-\\w+: .*");

  @TempDir private Path folder;

  @Test
  void oneCommandClassifiesTheSamplesAndStopsWhatItStarted() throws Exception {
    BuiltProgram program = new BuiltProgram(folder.resolve("data"));

    BuiltProgram.Result first = program.run("local", "run", Samples.FILE.toString());
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("rows        129", "classified  129", "rejected    0");
    assertThat(table(first.out()))
        .isEqualTo(table(Checkout.read(Checkout.TOP.resolve("README.md"))));
    assertThat(first.err().lines())
        .as(first.err())
        .allMatch(line -> OWN_LINE.matcher(line).matches());
    assertThat(partsAlive(program)).isEmpty();

    BuiltProgram.Result second = program.run("local", "run", Samples.FILE.toString());
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out()).contains("classified  0", "unchanged   129");
    assertThat(partsAlive(program)).isEmpty();
  }

  @Test
  void killedCommandLeavesNothingRunningAndTheSameCommandFinishes() throws Exception {
    BuiltProgram program = new BuiltProgram(folder.resolve("data"));
    EmbeddedStack stack = new EmbeddedStack(program);
    String input = Samples.repeated(folder, ROWS).toString();
    String[] command = {"local", "run", input, "--job", "killed", "--in-flight", "2"};

    BuiltProgram.RunningCommand run = program.start(command);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .failFast(
            () -> assertThat(run.process().isAlive()).as(Files.readString(run.err())).isTrue())
        .until(() -> stack.number("select count(*) from job_batches") > 0);
    run.process().destroyForcibly().waitFor();
    await().atMost(Duration.ofSeconds(40)).until(() -> partsAlive(program).isEmpty());

    BuiltProgram.Result again = program.start(command).await();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).contains("rows        " + ROWS);
    assertThat(partsAlive(program)).isEmpty();
    program.run("local", "up");
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(ROWS);
    assertThat(stack.number("select count(*) from classification_attempts")).isEqualTo(ROWS);
    program.run("local", "down");
  }

  /// The answers that a run prints, from the line of titles to the empty line after them.
  private static List<String> table(String text) {
    List<String> lines =
        text.lines()
            .dropWhile(line -> !line.startsWith(" indicator "))
            .takeWhile(line -> !line.isBlank())
            .map(String::stripTrailing)
            .toList();
    assertThat(lines).as(text).isNotEmpty();
    return lines;
  }

  /// Running processes whose ids the guards have written.
  private static List<ProcessHandle> partsAlive(BuiltProgram program) throws IOException {
    try (Stream<Path> files = Files.list(program.home().resolve("run"))) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .map(file -> Long.parseLong(Checkout.read(file).strip()))
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .filter(ProcessHandle::isAlive)
          .toList();
    }
  }
}
