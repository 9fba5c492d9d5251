package dev.classify.local;

import com.fasterxml.jackson.core.JacksonException;
import dev.classify.exit.CommandFailure;
import dev.classify.local.objectstore.ObjectStoreProgram;
import dev.classify.local.process.LoopbackPort;
import dev.classify.local.restate.RestatePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Choices that are made once for a stack and kept with its data.
///
/// Ports are kept because a started invocation is bound to the address of its worker.
///
/// @param topology one of each in a file that does not name it
/// @param ports by what listens there
/// @param objectStorePassword empty where there is no object store
record StackFile(
    Topology topology,
    Map<String, Integer> ports,
    String databasePassword,
    String objectStorePassword) {

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

  static final String OBJECT_STORE = ObjectStoreProgram.NAME;

  StackFile {
    topology = Objects.requireNonNullElse(topology, Topology.SINGLE);
    ports = new LinkedHashMap<>(ports);
    objectStorePassword = Objects.requireNonNullElse(objectStorePassword, "");
  }

  /// Reads the file; makes and stores the choices that are missing.
  static StackFile obtain(Path file, Topology.Request request) throws IOException {
    boolean first = !Files.exists(file);
    StackFile kept =
        first
            ? new StackFile(request.applyTo(Topology.SINGLE), Map.of(), randomPassword(), "")
            : read(file);
    kept.topology.checkNodes(request, file);
    Topology topology = request.applyTo(kept.topology);
    Map<String, Integer> ports = new LinkedHashMap<>(kept.ports);
    PortLayout.of(topology).forEach((name, port) -> ports.putIfAbsent(name, choose(port, ports)));
    boolean storeIsNew = topology.nodes() > 1 && kept.objectStorePassword.isEmpty();
    StackFile whole =
        new StackFile(
            topology,
            ports,
            kept.databasePassword,
            storeIsNew ? randomPassword() : kept.objectStorePassword);
    if (first || !whole.equals(kept)) {
      JsonFile.write(file, whole);
    }
    return whole;
  }

  static StackFile read(Path file) throws IOException {
    try {
      return JsonFile.read(file, StackFile.class);
    } catch (JacksonException e) {
      throw CommandFailure.failed(
          file + " cannot be read: " + e.getOriginalMessage(),
          "correct the file by hand; it holds the password of the database beside it");
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

  private static String randomPassword() {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    // Starts with a letter, because Restate reads a variable that looks like a number as one.
    return "s" + HexFormat.of().formatHex(random);
  }
}
