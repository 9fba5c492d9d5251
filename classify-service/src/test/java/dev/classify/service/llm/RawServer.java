package dev.classify.service.llm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that closes connections as no HTTP library would.
final class RawServer implements AutoCloseable {

  enum Behaviour {
    /// Answers, says nothing of closing, and closes.
    CLOSE_WHEN_IDLE,
    /// Reads the request and closes.
    CLOSE_UNANSWERED,
    /// Closes after half of the answer.
    CLOSE_MIDWAY
  }

  private static final String BODY =
      "{\"choices\":[{\"message\":{\"content\":\"{\\\"answers\\\":[]}\"}}]}";

  private final ServerSocket socket;
  private final Behaviour behaviour;
  private final AtomicInteger requests = new AtomicInteger();
  private final Semaphore closed = new Semaphore(0);

  RawServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(socket.getLocalPort()));
  }

  /// Requests that were read to their end.
  int requests() {
    return requests.get();
  }

  void awaitClosed() throws InterruptedException {
    if (!closed.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no connection was closed");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      read(new BufferedInputStream(connection.getInputStream()));
      requests.incrementAndGet();
      if (behaviour != Behaviour.CLOSE_UNANSWERED) {
        byte[] answer =
            ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                    + BODY.length()
                    + "\r\n\r\n"
                    + BODY)
                .getBytes(StandardCharsets.UTF_8);
        int length = behaviour == Behaviour.CLOSE_MIDWAY ? answer.length - 20 : answer.length;
        connection.getOutputStream().write(answer, 0, length);
      }
    } catch (IOException _) {
      // The client went away.
    }
    closed.release();
  }

  private static void read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int named = lower.indexOf("content-length:");
    if (named >= 0) {
      int at = named + "content-length:".length();
      in.readNBytes(Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)).strip()));
    }
  }
}
