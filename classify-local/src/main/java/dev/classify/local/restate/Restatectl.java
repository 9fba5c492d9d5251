package dev.classify.local.restate;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.ProcessFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `restatectl`, Restate's tool for operators of a cluster.
public final class Restatectl {

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
    List<String> words = new ArrayList<>();
    words.add(binary.find().toString());
    words.add("--address=" + node.nodeAddress());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = process.inputReader().readAllAsString();
    return new CommandOutput(process.waitFor(), output);
  }
}
