package dev.classify.local.restate;

import dev.classify.local.process.CannotStart;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Task;
import dev.classify.local.process.Http;
import dev.classify.local.process.Http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Makes a worker known to Restate.
public final class Registration {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Restate asks the worker what it offers before it answers.
  private static final int TIMEOUT_MILLIS = 10_000;

  private Registration() {}

  /// The task `registration`, safe to repeat: an address that is known stays as it is.
  ///
  /// @param service the worker's address, or that of a balancer in front of several
  /// @param after what must be ready first: the server and the workers
  public static Task component(int adminPort, URI service, List<String> after) {
    URI deployments = URI.create("http://127.0.0.1:" + adminPort + "/deployments");
    return new Component.Task("registration", after, () -> register(deployments, service));
  }

  /// A server that has just begun refuses for a moment, so a refusal is final only after a while.
  private static void register(URI deployments, URI service)
      throws CannotStart, InterruptedException {
    String request = "{\"uri\":\"" + service + "\",\"use_http_11\":true,\"force\":false}";
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      String refusal;
      try {
        Reply reply = Http.post(deployments, request, TIMEOUT_MILLIS);
        if (reply.status() < 300) {
          return;
        }
        refusal = reply.status() + " " + reply.body();
      } catch (IOException e) {
        refusal = e.toString();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CannotStart(
            "Restate does not take the worker at " + service + ": " + refusal,
            "see worker.log and restate.log");
      }
      Thread.sleep(200);
    }
  }
}
