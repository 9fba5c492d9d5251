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

/// Keeps the system from assigning our ports to outgoing connections while their server is down.
///
/// Linux assigns ports above 32767, and a stack opens hundreds of connections to itself. A socket
/// that is bound but does not listen blocks such an assignment, and still leaves the port to a
/// server that sets SO_REUSEADDR, as servers do. Other systems would refuse that server, but assign
/// only higher ports.
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

  /// Reads the file in one piece; the kernel gives a byte-by-byte reader only the first byte.
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
