package dev.classify.local.restate;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProcessFiles;
import dev.classify.local.process.ProgramEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Restate server as a component of a stack.
public final class RestateProgram {

  /// As `restate.toml` names it.
  private static final String NODE = "local";

  private final RestateBinary binary;
  private final Path folder;
  private final RestatePorts ports;
  private final IdentityFiles identity;
  private final Map<String, String> environment;

  private RestateProgram(
      RestateBinary binary,
      Path folder,
      RestatePorts ports,
      IdentityFiles identity,
      Map<String, String> environment) {
    this.binary = binary;
    this.folder = folder;
    this.ports = ports;
    this.identity = identity;
    this.environment = environment(environment);
  }

  /// The user's environment as a server may see it. Every variable that begins with `RESTATE_`
  /// would be a setting, before those of our file.
  static Map<String, String> environment(Map<String, String> environment) {
    Map<String, String> ours =
        ProgramEnvironment.systemAnd(name -> name.equals("MALLOC_CONF"), environment);
    // Its allocator gives memory back soon: 2,000 batches of 200 kB left 433 MiB resident, not 522.
    ours.putIfAbsent("MALLOC_CONF", "dirty_decay_ms:500,muzzy_decay_ms:0,narenas:2");
    return ours;
  }

  /// The component `restate`, a cluster of one node.
  ///
  /// @param named the value of RESTATE_SERVER, null if it is not set
  /// @param folder holds its settings and its data
  /// @param identity by which the worker recognises its calls
  public static Program component(
      @Nullable Path named,
      CacheFolder cache,
      Path folder,
      RestatePorts ports,
      IdentityFiles identity,
      Map<String, String> environment,
      ProcessFiles workplace) {
    RestateBinary binary =
        new RestateBinary(
            RestateTool.SERVER, named, cache, new OneShotCommand("npm", workplace), environment);
    RestateProgram restate = new RestateProgram(binary, folder, ports, identity, environment);
    return new Component.Program(
        "restate",
        ports.ingress(),
        List.of(),
        new GatedServer(restate::prepare, ports.admin(), restate.data(), NODE),
        _ -> ports.ready(),
        Stop.BY_TERM,
        true);
  }

  private Command prepare() throws IOException, InterruptedException {
    Path server = binary.find();
    PrivateFolder.create(folder);
    Path settings = folder.resolve("restate.toml");
    Files.writeString(settings, settings(data(), ports, identity));
    return new Command(
        List.of(server.toString(), "--config-file", settings.toString(), "--no-logo"), environment);
  }

  private Path data() {
    return folder.resolve("data");
  }

  static String settings(Path data, RestatePorts ports, IdentityFiles identity) throws IOException {
    try (InputStream template = RestateProgram.class.getResourceAsStream("restate.toml")) {
      if (template == null) {
        throw new IllegalStateException("restate.toml is missing in this build");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${base-dir}", quotable(data))
          .replace("${node-name}", NODE)
          .replace("${identity}", quotable(identity.privateKey()))
          .replace("${node-port}", Integer.toString(ports.node()))
          .replace("${ingress-port}", Integer.toString(ports.ingress()))
          .replace("${admin-port}", Integer.toString(ports.admin()));
    }
  }

  /// A path as it may stand between quotes.
  private static String quotable(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
