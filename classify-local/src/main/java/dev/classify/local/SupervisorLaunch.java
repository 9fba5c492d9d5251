package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.LogFile;
import dev.classify.local.process.SearchPath;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts a supervisor and listens to it until the stack is ready.
final class SupervisorLaunch {

  private static final List<String> FLAGS =
      List.of("-Xms6m", "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private SupervisorLaunch() {}

  /// Returns when the stack is ready; empty if another supervisor has the folder.
  static Optional<Process> start(
      LocalSettings settings,
      StackHome home,
      StackMode mode,
      Topology.Request request,
      Consumer<String> progress,
      String supervisor)
      throws IOException {
    LogFile log = new LogFile(home.processFiles().logs().resolve("supervisor.log"));
    Process process =
        launch(settings, arguments(settings, mode, request), mode, supervisor, log.path());
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("failed")) {
        throw FailureLine.read(lines.readLine());
      }
      if (line.equals("ready")) {
        detach(mode, lines, progress);
        return Optional.of(process);
      }
      if (line.equals(Supervisor.BUSY)) {
        lines.close();
        return Optional.empty();
      }
      progress.accept(line);
    }
    throw CommandFailure.failed(
        "the supervisor ended without a message; " + log.tail(12),
        "fix the cause, then start again");
  }

  private static List<String> arguments(
      LocalSettings settings, StackMode mode, Topology.Request request) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            mode.name(),
            count(request.nodes()),
            count(request.workers()),
            request.projectors() == null ? Supervisor.KEPT : request.projectors().toString()));
    if (settings.simulation() != null) {
      arguments.add(Supervisor.SIMULATE);
      arguments.addAll(settings.simulation().options());
    }
    return arguments;
  }

  private static String count(@Nullable Integer requested) {
    return requested == null ? "0" : requested.toString();
  }

  private static Process launch(
      LocalSettings settings, List<String> arguments, StackMode mode, String supervisor, Path log)
      throws IOException {
    List<String> words = new ArrayList<>();
    // A session of its own, so that Ctrl-C reaches the command alone and it decides what stops.
    SearchPath.find("setsid", settings.environment())
        .limit(1)
        .forEach(setsid -> words.add(setsid.toString()));
    words.addAll(JavaCommand.of(FLAGS, supervisor, arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(Redirect.appendTo(log.toFile()));
    if (mode == StackMode.DETACHED) {
      builder.redirectInput(new File("/dev/null"));
    }
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    builder.environment().put("CLASSIFY_HOME", settings.home().toString());
    return builder.start();
  }

  private static void detach(StackMode mode, BufferedReader lines, Consumer<String> progress)
      throws IOException {
    switch (mode) {
      case ATTACHED ->
          Thread.ofPlatform()
              .daemon()
              .name("supervisor-output")
              .start(() -> lines.lines().forEach(progress));
      case DETACHED -> lines.close();
    }
  }
}
