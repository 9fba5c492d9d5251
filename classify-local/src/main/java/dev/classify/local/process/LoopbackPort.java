package dev.classify.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Ports on 127.0.0.1: whether one is free, and who holds it.
public final class LoopbackPort {

  /// The addresses at which a listener hears connections to 127.0.0.1, as proc_pid_net(5) writes
  /// them on a little-endian machine. Others of 127.0.0.0/8 do not count: a container may have one.
  private static final Set<String> ADDRESSES =
      Set.of(
          "0100007F",
          "00000000",
          "00000000000000000000000000000000",
          "0000000000000000FFFF00000100007F");

  /// Below the range of ports for outgoing connections, which would sometimes take a port that the
  /// stack keeps for years.
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private LoopbackPort() {}

  /// A free port that is not among those given.
  public static int choose(Collection<Integer> taken) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!taken.contains(port) && free(port)) {
        return port;
      }
    }
  }

  public static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// The process that listens there, as `name (pid 1)`; empty if the system does not show it.
  public static Optional<String> holder(int port) {
    return listener(port)
        .map(
            process ->
                process.info().command().map(c -> Path.of(c).getFileName().toString()).orElse("?")
                    + " (pid "
                    + process.pid()
                    + ")");
  }

  /// Whether a process that neither is the one given nor was started by it listens there; false if
  /// the system does not show it.
  static boolean heldByOther(int port, long pid) {
    Optional<ProcessHandle> process = listener(port);
    while (process.isPresent() && process.get().pid() != pid) {
      Optional<ProcessHandle> parent = process.get().parent();
      if (parent.isEmpty()) {
        return true;
      }
      process = parent;
    }
    return false;
  }

  private static Optional<ProcessHandle> listener(int port) {
    try {
      for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
        Optional<String> inode = listeningInode(Path.of(table), port);
        if (inode.isPresent()) {
          return processWithSocket("socket:[" + inode.get() + "]");
        }
      }
      return Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Columns as in proc_pid_net(5): local address, state (0A is LISTEN), and the inode as the
  /// tenth.
  private static Optional<String> listeningInode(Path table, int port) throws IOException {
    String wanted = String.format(Locale.ROOT, "%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(field -> field.length > 9)
          .filter(field -> field[3].equals("0A"))
          .filter(field -> listens(field[1].split(":"), wanted))
          .map(field -> field[9])
          .findFirst();
    }
  }

  private static boolean listens(String[] addressAndPort, String port) {
    return addressAndPort[1].equals(port) && ADDRESSES.contains(addressAndPort[0]);
  }

  private static Optional<ProcessHandle> processWithSocket(String socket) {
    return ProcessHandle.allProcesses().filter(process -> holds(process.pid(), socket)).findFirst();
  }

  private static boolean holds(long pid, String socket) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.anyMatch(descriptor -> isLink(descriptor, socket));
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  /// False also for a descriptor that has been closed since it was listed.
  private static boolean isLink(Path descriptor, String target) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(target);
    } catch (IOException _) {
      return false;
    }
  }
}
