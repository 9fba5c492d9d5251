package dev.classify.local.restate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Kills invocations and lets Restate forget them. It would answer the next call with the same
/// idempotency key with *killed* otherwise.
public final class InvocationKill implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /// A killed invocation can be purged once Restate has ended it, which takes some milliseconds.
  private static final int PURGE_TRIES = 10;

  private static final Duration PURGE_PAUSE = Duration.ofMillis(100);

  private final List<URI> admins;

  /// The old client cannot send a PATCH.
  private final HttpClient http =
      HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /// @param admins admin addresses of the nodes
  public InvocationKill(List<URI> admins) {
    this.admins = List.copyOf(admins);
  }

  /// Kills an invocation and purges it.
  ///
  /// @return false if it had ended before, or no node answers
  public boolean kill(String id) throws InterruptedException {
    if (!patch(id, "kill")) {
      return false;
    }
    for (int i = 0; i < PURGE_TRIES && !patch(id, "purge"); i++) {
      Thread.sleep(PURGE_PAUSE);
    }
    return true;
  }

  /// Whether a node has done it; what one node does, all nodes know.
  private boolean patch(String id, String what) throws InterruptedException {
    for (URI admin : admins) {
      HttpRequest request =
          HttpRequest.newBuilder(admin.resolve("/invocations/" + id + "/" + what))
              .timeout(TIMEOUT)
              .method("PATCH", HttpRequest.BodyPublishers.noBody())
              .build();
      try {
        // 404: it has ended, or was purged by the request before.
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 300 || (status == 404 && what.equals("purge"))) {
          return true;
        }
      } catch (IOException _) {
        // The next node can do the same.
      }
    }
    return false;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
