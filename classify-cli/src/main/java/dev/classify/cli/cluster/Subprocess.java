package dev.classify.cli.cluster;

import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.SearchPath;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Programs of the machine, run in the working folder.
///
/// @param environment the whole environment of the programs; holds secrets
record Subprocess(Map<String, String> environment) {

  private static final File NOTHING = new File("/dev/null");

  Subprocess {
    environment = Map.copyOf(environment);
  }

  /// Runs the process to its end and captures its output.
  CommandOutput ask(List<String> words) throws IOException, InterruptedException {
    Process process = builder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandOutput(process.waitFor(), output);
  }

  /// Runs it to its end with files as its input and output, and errors on the terminal.
  ///
  /// @param input null for none
  /// @param output null for none
  int pipe(List<String> words, @Nullable Path input, @Nullable Path output)
      throws IOException, InterruptedException {
    return builder(words)
        .redirectInput(input == null ? NOTHING : input.toFile())
        .redirectOutput(output == null ? NOTHING : output.toFile())
        .redirectError(Redirect.INHERIT)
        .start()
        .waitFor();
  }

  /// Starts it with pipes for its input and output, and errors on the terminal.
  Process start(List<String> words) throws IOException {
    return builder(words).redirectError(Redirect.INHERIT).start();
  }

  /// Runs it to its end on the terminal of this command.
  int show(List<String> words) throws IOException, InterruptedException {
    return builder(words).inheritIO().start().waitFor();
  }

  private ProcessBuilder builder(List<String> words) {
    List<String> line = new ArrayList<>(words);
    // Java itself would look on the PATH of this process, not of the environment.
    SearchPath.find(words.getFirst(), environment)
        .findFirst()
        .ifPresent(program -> line.set(0, program.toString()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  @Override
  public String toString() {
    return "Subprocess";
  }
}
