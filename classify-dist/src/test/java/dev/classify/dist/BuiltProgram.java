package dev.classify.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The built program, started like a user does: by the script of the distribution.
///
/// @param home the folder of its embedded stack
/// @param environment variables of its commands, added to those of the tests
record BuiltProgram(Path home, Map<String, String> environment) {

  private static final Path SCRIPT = Path.of("target", "classify", "bin", "classify");
  private static final Path NO_INPUT = Path.of("/dev/null");
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  /// The result of a command.
  record Result(int exit, String out, String err) {}

  /// A running command.
  record RunningCommand(Process process, Path out, Path err) {

    Result await() throws IOException, InterruptedException {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + TIMEOUT + ": " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  BuiltProgram(Path home) {
    this(home, Map.of("CLASSIFY_HOME", home.toString()));
  }

  BuiltProgram {
    environment = Map.copyOf(environment);
  }

  /// A first word followed by others.
  static String[] words(String first, String... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /// Runs a command whose standard input is a file.
  Result runOn(Path input, String... arguments) throws IOException, InterruptedException {
    return start(input, arguments).await();
  }

  RunningCommand start(String... arguments) throws IOException {
    return start(NO_INPUT, arguments);
  }

  private RunningCommand start(Path input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(SCRIPT.toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(home.getParent(), "command", ".out");
    Path err = Files.createTempFile(home.getParent(), "command", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.resolveSibling("").toFile())
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new RunningCommand(builder.start(), out, err);
  }

  /// The process of a part of the stack, by the id that its guard has written.
  ProcessHandle part(String name) throws IOException {
    Path file = home.resolve("run").resolve(name + ".pid");
    long pid = Long.parseLong(Files.readString(file, StandardCharsets.UTF_8).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }
}
