package dev.classify.service.llm;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP proxy that opens tunnels and nothing else.
final class TunnelProxy implements AutoCloseable {

  private final ServerSocket socket;
  private final String credentials;

  /// The first lines of all requests to open one.
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /// @param credentials `user:password` that it wants; empty for none
  TunnelProxy(String credentials) throws IOException {
    this.credentials =
        credentials.isEmpty()
            ? ""
            : "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address(String userInfo) {
    return "http://%s127.0.0.1:%d"
        .formatted(userInfo.isEmpty() ? "" : userInfo + "@", socket.getLocalPort());
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      List<String> head = head(client.getInputStream());
      asked.add(head.getFirst());
      if (!credentials.isEmpty()
          && head.stream().noneMatch(line -> line.equals("Proxy-Authorization: " + credentials))) {
        say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
        return;
      }
      String[] target = head.getFirst().split("[ :]", -1);
      try (Socket server = new Socket(target[1], Integer.parseInt(target[2]))) {
        say(client, "200 Connection established");
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
      }
    } catch (IOException | InterruptedException _) {
      // The client sees a broken connection.
    }
  }

  private static List<String> head(InputStream from) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = from.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      if (next != '\n') {
        line.append(next == '\r' ? "" : (char) next);
      } else if (line.isEmpty()) {
        return lines;
      } else {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
  }

  private static void say(Socket client, String head) throws IOException {
    String text = "HTTP/1.1 " + head + "\r\ncontent-length: 0\r\n\r\n";
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // Either side has closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
