package dev.classify.local;

import com.fasterxml.jackson.core.JacksonException;
import dev.classify.exit.CommandFailure;
import dev.classify.local.objectstore.ObjectStoreProgram;
import dev.classify.local.postgres.DatabasePasswords;
import dev.classify.local.process.LoopbackPort;
import dev.classify.local.restate.RestatePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Choices that are made once for a stack and kept with its data.
///
/// Ports are kept because a started invocation is bound to the address of its worker.
///
/// @param topology one of each in a file that does not name it
/// @param ports by what listens there
/// @param databasePassword of the role `classify`, which reads and writes rows
/// @param objectStorePassword empty where there is no object store
/// @param ownerPassword of the role `classify_owner`, which owns the tables; empty in a file of an
///     earlier build
/// @param superuserPassword of the role `postgres`, for a person; the same
record StackFile(
    Topology topology,
    Map<String, Integer> ports,
    String databasePassword,
    String objectStorePassword,
    String ownerPassword,
    String superuserPassword) {

  /// A node's three ports stand under its name followed by these.
  static final String INGRESS = "-ingress";

  static final String ADMIN = "-admin";
  static final String NODE = "-node";
  static final String POSTGRES = "postgres";

  /// Where the nodes reach the workers: the only worker, or the balancer in front of several. It
  /// stays the same when the number of workers changes.
  static final String WORKER = "worker";

  /// Where people see the health of several workers: another port of the balancer.
  static final String GATEWAY = "gateway";

  /// Where Prometheus reads the metrics of a worker: under its name followed by this.
  static final String METRICS = "-metrics";

  static final String OBJECT_STORE = ObjectStoreProgram.NAME;

  private static final int PORT_MAX = 65_535;

  StackFile {
    topology = Objects.requireNonNullElse(topology, Topology.SINGLE);
    ports = new LinkedHashMap<>(Objects.requireNonNullElse(ports, Map.of()));
    databasePassword = Objects.requireNonNullElse(databasePassword, "");
    objectStorePassword = Objects.requireNonNullElse(objectStorePassword, "");
    ownerPassword = Objects.requireNonNullElse(ownerPassword, "");
    superuserPassword = Objects.requireNonNullElse(superuserPassword, "");
  }

  private StackFile(Topology topology) {
    this(topology, Map.of(), "", "", "", "");
  }

  /// Reads the file; makes and stores the choices that are missing.
  static StackFile obtain(Path file, Topology.Request request) throws IOException {
    StackFile kept =
        kept(file)
            .orElseGet(() -> new StackFile(request.applyTo(Topology.of(file.resolveSibling("")))));
    kept.topology.checkNodes(request, file);
    Topology topology = request.applyTo(kept.topology);
    Map<String, Integer> ports = new LinkedHashMap<>(kept.ports);
    PortLayout.of(topology).forEach((name, port) -> ports.putIfAbsent(name, choose(port, ports)));
    StackFile whole =
        new StackFile(
            topology,
            ports,
            password(kept.databasePassword),
            topology.nodes() > 1 ? password(kept.objectStorePassword) : kept.objectStorePassword,
            password(kept.ownerPassword),
            password(kept.superuserPassword));
    for (Path written : List.of(file, copyOf(file))) {
      if (!JsonFile.readIfWhole(written, StackFile.class).equals(Optional.of(whole))) {
        JsonFile.writeDurably(written, whole);
      }
    }
    return whole;
  }

  /// The file for another number of nodes of a cluster; ports and passwords stay.
  static StackFile resize(Path file, int nodes) throws IOException {
    StackFile kept = read(file);
    Topology topology = new Topology.Request(nodes, null).applyTo(kept.topology);
    Map<String, Integer> ports = new LinkedHashMap<>(kept.ports);
    PortLayout.of(topology).forEach((name, port) -> ports.putIfAbsent(name, choose(port, ports)));
    StackFile changed =
        new StackFile(
            topology,
            ports,
            kept.databasePassword,
            kept.objectStorePassword,
            kept.ownerPassword,
            kept.superuserPassword);
    JsonFile.writeDurably(copyOf(file), changed);
    JsonFile.writeDurably(file, changed);
    return changed;
  }

  /// What was chosen before, from the copy if the file itself is lost or damaged; empty for a new
  /// stack, and for one that has lost both files: its database takes new passwords.
  private static Optional<StackFile> kept(Path file) throws IOException {
    Optional<StackFile> copy = JsonFile.readIfWhole(copyOf(file), StackFile.class);
    if (!Files.exists(file)) {
      return copy;
    }
    try {
      return Optional.of(read(file));
    } catch (CommandFailure damaged) {
      if (copy.isEmpty()) {
        throw damaged;
      }
      Files.move(
          file,
          file.resolveSibling("stack.damaged.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return copy;
    }
  }

  private static Path copyOf(Path file) {
    return file.resolveSibling("stack.copy.json");
  }

  static StackFile read(Path file) throws IOException {
    try {
      StackFile read = JsonFile.read(file, StackFile.class);
      read.ports.forEach((name, port) -> checkPort(file, name, port));
      return read;
    } catch (JacksonException e) {
      throw CommandFailure.failed(
          file + " cannot be read: " + e.getOriginalMessage(),
          "correct the file by hand; or delete it, and the next start chooses new ports and"
              + " passwords for the same data");
    }
  }

  private static void checkPort(Path file, String name, @Nullable Integer port) {
    if (port == null || port < 1 || port > PORT_MAX) {
      throw CommandFailure.failed(
          "%s gives %s the port %s".formatted(file, name, port),
          "set a port from 1 to " + PORT_MAX + ", or delete the line to have one chosen");
    }
  }

  /// Fails if other programs use some of the ports, naming all of them.
  void checkPortsFree(Path file) {
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Integer> port : portsInUse().entrySet()) {
      if (!LoopbackPort.free(port.getValue())) {
        taken.add(
            "port "
                + port.getValue()
                + " of "
                + port.getKey()
                + " is used by "
                + LoopbackPort.holder(port.getValue()).orElse("another program"));
      }
    }
    if (!taken.isEmpty()) {
      throw CommandFailure.failed(
          String.join("\n", taken),
          "stop that program; or, if no job is unfinished, set another port in " + file);
    }
  }

  /// The ports of the parts that this stack has now.
  Map<String, Integer> portsInUse() {
    Map<String, Integer> used = new LinkedHashMap<>(ports);
    used.keySet().retainAll(PortLayout.of(topology).keySet());
    return used;
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no such port: " + name);
    }
    return port;
  }

  /// Of the roles of the database.
  DatabasePasswords databasePasswords() {
    return new DatabasePasswords(superuserPassword, ownerPassword, databasePassword);
  }

  List<Integer> portsOf(String node) {
    return List.of(port(node + INGRESS), port(node + ADMIN), port(node + NODE));
  }

  RestatePorts restatePorts(String node) {
    return new RestatePorts(port(node + INGRESS), port(node + ADMIN), port(node + NODE));
  }

  @Override
  public String toString() {
    return "topology=" + topology + " ports=" + ports;
  }

  /// The port of the layout if it is free, otherwise any free port.
  private static int choose(int wanted, Map<String, Integer> chosen) {
    return wanted != PortLayout.ANY && !chosen.containsValue(wanted) && LoopbackPort.free(wanted)
        ? wanted
        : LoopbackPort.choose(chosen.values());
  }

  private static String password(String kept) {
    return kept.isEmpty() ? randomPassword() : kept;
  }

  private static String randomPassword() {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    // Starts with a letter, because Restate reads a variable that looks like a number as one.
    return "s" + HexFormat.of().formatHex(random);
  }
}
