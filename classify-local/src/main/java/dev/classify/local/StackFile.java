package dev.classify.local;

import com.fasterxml.jackson.core.JacksonException;
import dev.classify.local.process.CannotStart;
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

/// What is chosen once for a stack and kept with its data.
///
/// Ports are kept because a started invocation is bound to the address of its worker.
///
/// @param ports by what listens there
record StackFile(Map<String, Integer> ports, String databasePassword) {

  static final String INGRESS = "restate-ingress";
  static final String ADMIN = "restate-admin";
  static final String NODE = "restate-node";
  static final String POSTGRES = "postgres";
  static final String WORKER = "worker";

  private static final List<String> NAMES = List.of(INGRESS, ADMIN, NODE, POSTGRES, WORKER);

  StackFile {
    ports = new LinkedHashMap<>(ports);
  }

  /// Reads the file; chooses and stores what is not in it.
  static StackFile obtain(Path file) throws CannotStart, IOException {
    StackFile kept = Files.exists(file) ? read(file) : new StackFile(Map.of(), randomPassword());
    Map<String, Integer> ports = new LinkedHashMap<>(kept.ports);
    for (String name : NAMES) {
      if (!ports.containsKey(name)) {
        ports.put(name, LoopbackPort.choose(ports.values()));
      }
    }
    StackFile whole = new StackFile(ports, kept.databasePassword);
    if (!whole.equals(kept)) {
      JsonFile.write(file, whole);
    }
    return whole;
  }

  static StackFile read(Path file) throws CannotStart, IOException {
    try {
      return JsonFile.read(file, StackFile.class);
    } catch (JacksonException e) {
      throw new CannotStart(
          file + " cannot be read: " + e.getOriginalMessage(),
          "mend the file by hand; it holds the password of the database beside it");
    }
  }

  /// Fails where somebody else has taken a port meanwhile, naming all of them.
  void checkPortsFree(Path file) throws CannotStart {
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      if (!LoopbackPort.free(port.getValue())) {
        taken.add(
            "port "
                + port.getValue()
                + " of "
                + port.getKey()
                + " is taken by "
                + LoopbackPort.holder(port.getValue()).orElse("another program"));
      }
    }
    if (!taken.isEmpty()) {
      throw new CannotStart(
          String.join("\n", taken),
          "end that program; or, when no job is unfinished, give another port in " + file);
    }
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no such port: " + name);
    }
    return port;
  }

  RestatePorts restatePorts() {
    return new RestatePorts(port(INGRESS), port(ADMIN), port(NODE));
  }

  @Override
  public String toString() {
    return "ports=" + ports;
  }

  private static String randomPassword() {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
