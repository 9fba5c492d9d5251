package dev.classify.local.restate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Task;
import dev.classify.local.process.Http;
import dev.classify.local.process.Http.Reply;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the workers known to Restate.
public final class Registration {

  private static final Logger log = LoggerFactory.getLogger(Registration.class);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Restate asks the worker what it offers before it answers.
  private static final int TIMEOUT_MILLIS = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<URI> admins;
  private final URI service;
  private final String mend;

  /// Nothing is sent yet.
  ///
  /// @param admins admin addresses of the nodes; what one of them learns, all know
  /// @param service the workers' address as the nodes reach it
  /// @param mend what the user is told to do where no node takes the workers
  public Registration(List<URI> admins, URI service, String mend) {
    this.admins = List.copyOf(admins);
    this.service = service;
    this.mend = mend;
  }

  /// The task `registration`, safe to repeat: an address that is known and offers the same as
  /// before stays as it is.
  ///
  /// @param service the worker's address, or that of a balancer in front of several
  /// @param after what must be ready first: the server and the workers
  public static Task component(List<URI> admins, URI service, List<String> after) {
    Registration registration =
        new Registration(admins, service, "see the logs of the workers and of Restate");
    return new Component.Task("registration", after, registration::register);
  }

  /// Safe to repeat. Restate keeps what it once learned of an address, even where a newer build
  /// offers more there; so what it would learn now is compared with what it knows.
  ///
  /// @return what is offered, as `service/handler`
  public Set<String> register() throws IOException, InterruptedException {
    JsonNode known = post(false, false);
    JsonNode offered = post(true, true);
    if (!handlers(known).equals(handlers(offered))) {
      post(true, false);
      log.info("service={} handlers={} registered anew", service, handlers(offered));
    }
    return handlers(offered);
  }

  /// What the workers offer at present, as `service/handler`; changes nothing.
  public Set<String> offered() throws IOException, InterruptedException {
    return handlers(post(true, true));
  }

  /// A server that has just begun refuses for a moment, so a refusal is final only after a while;
  /// each try asks the next node.
  private JsonNode post(boolean force, boolean dryRun) throws IOException, InterruptedException {
    String request =
        JSON.createObjectNode()
            .put("uri", service.toString())
            .put("use_http_11", true)
            .put("force", force)
            .put("dry_run", dryRun)
            .toString();
    Instant deadline = Instant.now().plus(PATIENCE);
    for (int attempt = 0; ; attempt++) {
      URI admin = admins.get(attempt % admins.size());
      String refusal;
      try {
        Reply reply = Http.post(admin.resolve("/deployments"), request, TIMEOUT_MILLIS);
        if (reply.status() < 300) {
          return JSON.readTree(reply.body());
        }
        refusal = reply.status() + " " + reply.body();
      } catch (SocketException | SocketTimeoutException | UnknownHostException e) {
        refusal = admin + ": " + e;
      }
      if (Instant.now().isAfter(deadline)) {
        throw CommandFailure.failed(
            "Restate does not take the worker at " + service + ": " + refusal, mend);
      }
      Thread.sleep(200);
    }
  }

  /// What a deployment offers, as Restate describes it: as `service/handler`.
  public static Set<String> handlers(JsonNode deployment) {
    Set<String> names = new TreeSet<>();
    for (JsonNode offered : deployment.path("services")) {
      for (JsonNode handler : offered.path("handlers")) {
        names.add(offered.path("name").asText() + "/" + handler.path("name").asText());
      }
    }
    return names;
  }
}
