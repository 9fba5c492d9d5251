package dev.classify.local.restate;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.ProcessFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `restatectl`, Restate's tool for operators of a cluster.
public final class Restatectl {

  /// Longer than a node takes to fail at a snapshot; whoever asks must not wait for good.
  private static final Duration TIME_MAX = Duration.ofMinutes(2);

  private final RestateBinary binary;
  private final Map<String, String> environment;

  /// @param named the value of RESTATECTL, null if it is not set
  public Restatectl(
      @Nullable Path named,
      CacheFolder cache,
      Map<String, String> environment,
      ProcessFiles workplace) {
    this.binary =
        new RestateBinary(
            RestateTool.CTL, named, cache, new OneShotCommand("npm", workplace), environment);
    this.environment = RestateProgram.environment(environment);
  }

  /// Asks one node, and through it the cluster.
  public CommandOutput run(RestatePorts node, List<String> arguments)
      throws IOException, InterruptedException {
    return run(binary.find(), node.nodeAddress(), arguments, environment);
  }

  /// Runs the tool to its end, which is forced after [#TIME_MAX].
  static CommandOutput run(
      Path tool, URI node, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(tool.toString());
    words.add("--address=" + node);
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    CompletableFuture<Process> end =
        process
            .onExit()
            .orTimeout(TIME_MAX.toSeconds(), TimeUnit.SECONDS)
            .exceptionally(late -> process.destroyForcibly());
    String output = process.inputReader().readAllAsString();
    end.join();
    return new CommandOutput(process.waitFor(), output);
  }
}
