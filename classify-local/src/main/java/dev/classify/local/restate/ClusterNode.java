package dev.classify.local.restate;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.Component.StopSignal;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProcessFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One of several Restate servers as a component of a stack.
///
/// It uses the same settings file as the containers of the cluster. Settings that differ for a
/// process on this machine, or from node to node, come from its environment.
///
/// @param number 1 for the node that creates the cluster
/// @param ports of this node
/// @param nodes those of all nodes, in their order, as they are when this one starts
/// @param folder holds its settings and its data
/// @param founded a file that exists once the cluster has been created
/// @param identity by which the workers recognise its calls
/// @param snapshots where the nodes keep them
public record ClusterNode(
    int number,
    RestatePorts ports,
    Nodes nodes,
    Path folder,
    Path founded,
    IdentityFiles identity,
    SnapshotStore snapshots) {

  /// Longer than `shutdown-timeout` in `restate.toml`.
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

  /// An object store as the nodes reach it.
  public record SnapshotStore(String endpoint, String user, String secret) {
    @Override
    public String toString() {
      return user + " at " + endpoint;
    }
  }

  /// Which nodes the cluster has.
  @FunctionalInterface
  public interface Nodes {
    List<RestatePorts> ports() throws IOException;
  }

  /// The component `restate-1` and so on.
  ///
  /// @param named the value of RESTATE_SERVER, null if it is not set
  public Program component(
      @Nullable Path named,
      CacheFolder cache,
      Map<String, String> environment,
      ProcessFiles workplace,
      List<String> after) {
    RestateBinary binary =
        new RestateBinary(
            RestateTool.SERVER, named, cache, new OneShotCommand("npm", workplace), environment);
    return new Component.Program(
        name(),
        ports.ingress(),
        after,
        new GatedServer(() -> prepare(binary, environment), ports.admin(), data(), name()),
        _ -> ports.ready(),
        new Stop(StopSignal.TERM, STOP_TIMEOUT),
        false);
  }

  /// Copies of partitions and their logs: with a majority of the nodes, any minority may be lost.
  public static int copies(int nodes) {
    return nodes / 2 + 1;
  }

  private String name() {
    return "restate-" + number;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Command prepare(RestateBinary binary, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path server = binary.find();
    PrivateFolder.create(folder);
    Path settings = folder.resolve("restate.toml");
    Files.writeString(settings, settings());
    Map<String, String> all = RestateProgram.environment(environment);
    ownSettings().forEach((key, value) -> all.put(variable(key), value));
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

  /// The settings of this node, which override that file.
  Map<String, String> ownSettings() throws IOException {
    List<RestatePorts> all = nodes.ports();
    Map<String, String> own = new HashMap<>();
    own.put("node-name", name());
    own.put("force-node-id", Integer.toString(number));
    // If node 1 lost its data, it must not create a second cluster.
    own.put("auto-provision", Boolean.toString(number == 1 && !Files.exists(founded)));
    own.put("base-dir", data().toString());
    own.put("bind-ip", "127.0.0.1");
    // Shorter than the timeout of the guard, so that a node exits on its own.
    own.put("shutdown-timeout", "5s");
    own.put("default-replication", Integer.toString(copies(all.size())));
    own.put(
        "metadata-client.addresses",
        all.stream()
            .map(node -> "\"" + node.nodeAddress() + "\"")
            .collect(Collectors.joining(",", "[", "]")));
    listen(own, "", ports.node());
    listen(own, "ingress.", ports.ingress());
    listen(own, "admin.", ports.admin());
    // That port belongs to AdminGate.
    own.put("admin.listen-mode", "unix");
    own.put(
        "worker.invoker.request-identity-private-key-pem-file", identity.privateKey().toString());
    own.put("worker.snapshots.aws-endpoint-url", snapshots.endpoint());
    own.put("worker.snapshots.aws-access-key-id", snapshots.user());
    own.put("worker.snapshots.aws-secret-access-key", snapshots.secret());
    return own;
  }

  private static void listen(Map<String, String> own, String section, int port) {
    own.put(section + "bind-port", Integer.toString(port));
    own.put(section + "advertised-address", RestatePorts.loopback(port).toString());
  }

  /// The variable that stands for a key of the file.
  static String variable(String key) {
    return "RESTATE_" + key.toUpperCase(Locale.ROOT).replace(".", "__").replace('-', '_');
  }
}
