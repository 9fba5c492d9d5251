package dev.classify.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Scanner;

/// Keeps ports of ours from being lent to outgoing connections while what listens there is down.
///
/// Those above 32767 are in the range that Linux lends from, and a stack makes hundreds of
/// connections to itself. A socket that is bound and does not listen keeps a port from being lent,
/// and leaves it to a server that sets SO_REUSEADDR, as servers do. Other systems would refuse
/// that server, and lend from higher up.
record PortReservation(List<Socket> sockets) implements AutoCloseable {

  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  static PortReservation reserve(Collection<Integer> ports) throws IOException {
    List<Socket> kept = new ArrayList<>();
    if (Files.exists(RANGE)) {
      Scanner range = new Scanner(line(RANGE));
      int lowest = range.nextInt();
      int highest = range.nextInt();
      for (int port : ports) {
        if (port >= lowest && port <= highest) {
          kept.add(bound(port));
        }
      }
    }
    return new PortReservation(kept);
  }

  /// Read in one piece, as the kernel gives it: what reads byte by byte sees the first one alone.
  private static String line(Path setting) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(setting)) {
      return reader.readLine();
    }
  }

  private static Socket bound(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
