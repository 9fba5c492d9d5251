package dev.classify.local.restate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The admin port of a Restate server on this machine.
///
/// Restate's admin API has no authentication, and answers requests with any `Host` and `Origin`. So
/// the server itself listens on a socket in its folder, which only its owner may enter, and this
/// gate has the port and forwards what [RequestHead] lets through. Containers have NGINX for this
/// (`nginx-admin.conf`).
final class AdminGate {

  /// Commands use one or two, Restate's UI about ten.
  static final int CONNECTIONS_MAX = 64;

  private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);

  /// Where too many files are open, say.
  private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(AdminGate.class);

  private final ServerSocket port;
  private final Path server;
  private final Semaphore connections = new Semaphore(CONNECTIONS_MAX);

  private final Thread acceptor;

  private AdminGate(ServerSocket port, Path server) {
    this.port = port;
    this.server = server;
    this.acceptor = Thread.ofVirtual().name("admin-gate").unstarted(this::accept);
  }

  /// Opens the port, whether or not the server answers yet.
  ///
  /// @param server the socket of Restate's admin API
  /// @throws IOException if another program has the port
  static AdminGate open(int port, Path server) throws IOException {
    ServerSocket listening = new ServerSocket();
    try {
      listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException e) {
      listening.close();
      throw new IOException("port " + port + ": " + e.getMessage(), e);
    }
    AdminGate gate = new AdminGate(listening, server);
    gate.acceptor.start();
    return gate;
  }

  /// Returns when the port is free.
  void close() throws InterruptedException {
    try {
      port.close();
    } catch (IOException e) {
      log.warn("port={} not_closed", port.getLocalPort(), e);
    }
    acceptor.join();
  }

  private void accept() {
    while (!port.isClosed()) {
      try {
        Socket client = port.accept();
        if (connections.tryAcquire()) {
          Thread.ofVirtual().start(() -> serve(client));
        } else {
          client.close();
        }
      } catch (IOException e) {
        if (!port.isClosed()) {
          log.warn("port={} not_accepted", port.getLocalPort(), e);
          LockSupport.parkNanos(ERROR_PAUSE.toNanos());
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout((int) HEAD_TIMEOUT.toMillis());
      RequestHead head = RequestHead.read(client.getInputStream());
      String refusal = head.refusal();
      if (refusal.isEmpty()) {
        forward(client, head);
      } else {
        client.getOutputStream().write(refusal.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      log.debug("port={} connection_ended", port.getLocalPort(), e);
    } finally {
      connections.release();
    }
  }

  private void forward(Socket client, RequestHead head) throws IOException {
    try (SocketChannel restate = SocketChannel.open(UnixDomainSocketAddress.of(server))) {
      OutputStream request = Channels.newOutputStream(restate);
      request.write(head.forwarded());
      Thread.ofVirtual().start(() -> copy(client, request));
      Channels.newInputStream(restate).transferTo(client.getOutputStream());
    }
  }

  /// Copies the body; ends when the client says no more, or the response is complete.
  private static void copy(Socket client, OutputStream request) {
    try {
      InputStream body = client.getInputStream();
      body.transferTo(request);
    } catch (IOException _) {
      // The response says what came of the request.
    }
  }
}
