package dev.classify.local.restate;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A Restate server whose admin port is an [AdminGate].
final class GatedServer implements Launch {

  /// Of the path of a socket: macOS allows 103, Linux 107.
  private static final int SOCKET_BYTES_MAX = 103;

  private final Launch server;
  private final int port;
  private final Path socket;
  private @Nullable AdminGate gate;

  /// @param server prepares the server, without its gate
  /// @param port where people and commands reach the admin API
  /// @param data the server's `base-dir`
  /// @param name the server's `node-name`
  GatedServer(Launch server, int port, Path data, String name) {
    this.server = server;
    this.port = port;
    this.socket = data.resolve(name).resolve("admin.sock").toAbsolutePath();
  }

  @Override
  public Command prepare() throws IOException, InterruptedException {
    int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SOCKET_BYTES_MAX) {
      throw CommandFailure.failed(
          "the path of a socket may have %d bytes, and %s has %d"
              .formatted(SOCKET_BYTES_MAX, socket, bytes),
          "set CLASSIFY_HOME to a folder with a shorter path");
    }
    Command command = server.prepare();
    open();
    return command;
  }

  @Override
  public synchronized void ended() throws InterruptedException {
    server.ended();
    if (gate != null) {
      gate.close();
      gate = null;
    }
  }

  private synchronized void open() throws IOException {
    if (gate == null) {
      gate = AdminGate.open(port, socket);
    }
  }
}
