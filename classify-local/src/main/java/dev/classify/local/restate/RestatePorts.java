package dev.classify.local.restate;

import dev.classify.local.http.Http;
import java.net.URI;

/// The ports of a Restate server.
///
/// @param ingress where invocations are submitted
/// @param admin where deployments are registered and queries asked
/// @param node where nodes of a cluster talk to each other
public record RestatePorts(int ingress, int admin, int node) {

  /// Where the other nodes, and `restatectl`, reach this one.
  public URI nodeAddress() {
    return loopback(node);
  }

  /// Whether the server takes invocations and deployments right now.
  boolean ready() {
    return Http.answers(loopback(ingress).resolve("/restate/health"))
        && Http.answers(loopback(admin).resolve("/health"));
  }

  static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }
}
