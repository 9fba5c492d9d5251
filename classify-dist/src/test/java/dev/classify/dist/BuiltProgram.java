package dev.classify.dist;

import dev.classify.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The built program. `run` and `start` start it like a user does, by the script of the
/// distribution. `call` and `begin` run a command inside this JVM, because starting a JVM takes
/// longer than most commands. Only a process can be killed, start a stack, or have its own folder.
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
      return await(TIMEOUT);
    }

    Result await(Duration timeout) throws IOException, InterruptedException {
      if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + timeout + ": " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  /// A command that runs in this JVM.
  record RunningCall(
      FutureTask<Integer> task, ByteArrayOutputStream out, ByteArrayOutputStream err) {

    boolean isAlive() {
      return !task.isDone();
    }

    Result await() throws InterruptedException {
      return await(TIMEOUT);
    }

    Result await(Duration timeout) throws InterruptedException {
      try {
        int exit = task.get(timeout.toSeconds(), TimeUnit.SECONDS);
        return new Result(exit, text(out), text(err));
      } catch (TimeoutException late) {
        throw new AssertionError("still running after " + timeout + ": " + text(err), late);
      } catch (ExecutionException failed) {
        throw new AssertionError(text(err), failed);
      }
    }

    private static String text(ByteArrayOutputStream bytes) {
      return bytes.toString(StandardCharsets.UTF_8);
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

  /// Runs a command in this JVM, with the environment that its process would have.
  Result call(String... arguments) throws InterruptedException {
    return begin(arguments).await();
  }

  /// The same, without waiting for its end.
  RunningCall begin(String... arguments) {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(environment);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    FutureTask<Integer> task =
        new FutureTask<>(() -> Main.run(arguments, all, stream(out), stream(err)));
    Thread.ofPlatform().daemon().name("classify " + String.join(" ", arguments)).start(task);
    return new RunningCall(task, out, err);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
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
