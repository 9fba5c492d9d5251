package dev.classify.local.restate;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `restatectl` where this machine has it already: for programs that must not download anything.
public final class PresentRestatectl {

  private final Path binary;
  private final Map<String, String> environment;

  private PresentRestatectl(Path binary, Map<String, String> environment) {
    this.binary = binary;
    this.environment = environment;
  }

  /// The tool of the user, else one on the PATH, else the one that was fetched before.
  ///
  /// @param named the value of RESTATECTL, null if it is not set
  public static Optional<PresentRestatectl> find(
      @Nullable Path named, CacheFolder cache, Map<String, String> environment)
      throws IOException, InterruptedException {
    return RestateBinary.present(RestateTool.CTL, named, cache, environment)
        .map(binary -> new PresentRestatectl(binary, RestateProgram.environment(environment)));
  }

  /// Asks one node, and through it the cluster.
  ///
  /// @param node where the other nodes reach it
  public CommandOutput run(URI node, List<String> arguments)
      throws IOException, InterruptedException {
    return Restatectl.run(binary, node, arguments, environment);
  }
}
