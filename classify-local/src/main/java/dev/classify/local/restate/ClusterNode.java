package dev.classify.local.restate;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.CannotStart;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.StopSignal;
import dev.classify.local.process.Tool;
import dev.classify.local.process.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One of several Restate servers as a component of a stack.
///
/// It runs on the file that the containers of the cluster run on; what a process on this machine
/// needs otherwise, and what differs from node to node, comes from its environment.
///
/// @param number 1 for the one that founds the cluster
/// @param all ports of all nodes, in their order
/// @param folder holds its settings and its data
/// @param founded exists once the cluster has been founded
/// @param snapshots where the nodes keep them
public record ClusterNode(
    int number, List<RestatePorts> all, Path folder, Path founded, Snapshots snapshots) {

  /// With three of five places taken by a copy, two lost nodes stop nothing.
  private static final int COPIES_MAX = 3;

  /// An object store as the nodes reach it.
  public record Snapshots(String endpoint, String user, String secret) {
    @Override
    public String toString() {
      return user + " at " + endpoint;
    }
  }

  public ClusterNode {
    all = List.copyOf(all);
  }

  /// The component `restate-1` and so on.
  ///
  /// @param named what RESTATE_SERVER says, null where it is not set
  public Program component(
      @Nullable Path named,
      CacheFolder cache,
      Map<String, String> environment,
      Workplace workplace,
      List<String> after) {
    RestateBinary binary =
        new RestateBinary(
            RestateTool.SERVER, named, cache, new Tool("npm", workplace), environment);
    return new Component.Program(
        name(),
        ports().ingress(),
        after,
        () -> prepare(binary, environment),
        _ -> ports().ready(),
        StopSignal.TERM,
        false);
  }

  private String name() {
    return "restate-" + number;
  }

  private RestatePorts ports() {
    return all.get(number - 1);
  }

  private Command prepare(RestateBinary binary, Map<String, String> environment)
      throws CannotStart, IOException, InterruptedException {
    Path server = binary.find();
    Files.createDirectories(folder);
    Path settings = folder.resolve("restate.toml");
    Files.writeString(settings, settings());
    Map<String, String> all = RestateProgram.environment(environment);
    all.putAll(variables());
    return new Command(
        List.of(server.toString(), "--config-file", settings.toString(), "--no-logo"), all);
  }

  /// The file at the top of the source tree, which the containers mount.
  static String settings() throws IOException {
    try (InputStream file = ClusterNode.class.getResourceAsStream("/cluster/restate.toml")) {
      if (file == null) {
        throw new IllegalStateException("cluster/restate.toml is missing in this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What this node is told besides that file.
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("RESTATE_NODE_NAME", name());
    variables.put("RESTATE_FORCE_NODE_ID", Integer.toString(number));
    // A node 1 that lost its data must not found a second cluster beside the one that stands.
    variables.put(
        "RESTATE_AUTO_PROVISION", Boolean.toString(number == 1 && !Files.exists(founded)));
    variables.put("RESTATE_BASE_DIR", folder.resolve("data").toString());
    variables.put("RESTATE_BIND_IP", "127.0.0.1");
    // Below the patience of the guard, so that a node ends by itself.
    variables.put("RESTATE_SHUTDOWN_TIMEOUT", "5s");
    variables.put(
        "RESTATE_DEFAULT_REPLICATION", Integer.toString(Math.min(COPIES_MAX, all.size())));
    variables.put(
        "RESTATE_METADATA_CLIENT__ADDRESSES",
        all.stream()
            .map(node -> "\"" + node.nodeAddress() + "\"")
            .collect(Collectors.joining(",", "[", "]")));
    listen(variables, "RESTATE_", ports().node());
    listen(variables, "RESTATE_INGRESS__", ports().ingress());
    listen(variables, "RESTATE_ADMIN__", ports().admin());
    variables.put("RESTATE_WORKER__SNAPSHOTS__AWS_ENDPOINT_URL", snapshots.endpoint());
    variables.put("RESTATE_WORKER__SNAPSHOTS__AWS_ACCESS_KEY_ID", snapshots.user());
    variables.put("RESTATE_WORKER__SNAPSHOTS__AWS_SECRET_ACCESS_KEY", snapshots.secret());
    return variables;
  }

  private static void listen(Map<String, String> variables, String prefix, int port) {
    variables.put(prefix + "BIND_PORT", Integer.toString(port));
    variables.put(prefix + "ADVERTISED_ADDRESS", RestatePorts.loopback(port).toString());
  }
}
