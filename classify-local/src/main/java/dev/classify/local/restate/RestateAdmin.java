package dev.classify.local.restate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Restate's admin API; all nodes share what one is told.
public final class RestateAdmin {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  /// Restate asks the workers what they offer before it answers.
  private static final Duration DISCOVERY_TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<URI> admins;

  /// @param admins admin addresses of the nodes
  public RestateAdmin(List<URI> admins) {
    this.admins = List.copyOf(admins);
  }

  /// How many nodes there are.
  int size() {
    return admins.size();
  }

  /// The rows that a query finds, as objects; empty if no node answers it.
  public Optional<JsonNode> query(String sql) {
    String query = JSON.createObjectNode().put("query", sql).toString();
    for (URI admin : admins) {
      try {
        Reply reply = Http.post(admin.resolve("/query"), query, TIMEOUT);
        if (reply.status() == 200) {
          return Optional.of(reply.json().path("rows"));
        }
      } catch (IOException _) {
        // The next node has the same information.
      }
    }
    return Optional.empty();
  }

  /// The invocation with this idempotency key if it is paused: it will not end until somebody
  /// resumes it.
  ///
  /// @param idempotencyKey a hash in hexadecimal digits, so it needs no quoting
  public Optional<String> pausedInvocation(String idempotencyKey) {
    return query(
            "select id from sys_invocation where status = 'paused' and idempotency_key = '%s'"
                .formatted(idempotencyKey))
        .map(rows -> rows.path(0).path("id").textValue());
  }

  /// Registers the workers, once, at one of the nodes.
  ///
  /// @param turn of the node; beyond the last one it is the first one's turn again
  /// @param service the workers' address as the nodes reach it
  /// @param force discovers the workers again, even if their address is known
  /// @param dryRun changes nothing
  /// @throws IOException if the reply is no JSON
  RegistrationAttempt register(int turn, URI service, boolean force, boolean dryRun)
      throws IOException {
    URI admin = admins.get(turn % admins.size());
    String request =
        JSON.createObjectNode()
            .put("uri", service.toString())
            .put("use_http_11", true)
            .put("force", force)
            .put("dry_run", dryRun)
            .toString();
    try {
      Reply reply = Http.post(admin.resolve("/deployments"), request, DISCOVERY_TIMEOUT);
      return reply.status() < 300
          ? new RegistrationAttempt(reply.json(), "")
          : new RegistrationAttempt(
              MissingNode.getInstance(),
              "%s answers %d %s".formatted(admin, reply.status(), reply.body()));
    } catch (SocketException | SocketTimeoutException | UnknownHostException e) {
      return new RegistrationAttempt(MissingNode.getInstance(), admin + " does not answer: " + e);
    }
  }

  /// The handlers that one node knows at an address, as `service/handler`; empty if it knows no
  /// workers there.
  public static Optional<Set<String>> knownHandlers(URI admin, URI service) throws IOException {
    JsonNode all = Http.get(admin.resolve("/deployments"), TIMEOUT).json();
    for (JsonNode deployment : all.path("deployments")) {
      if (sameAddress(deployment.path("uri").asText(), service)) {
        URI details = admin.resolve("/deployments/" + deployment.path("id").asText());
        return Optional.of(handlers(Http.get(details, TIMEOUT).json()));
      }
    }
    return Optional.empty();
  }

  /// The handlers of a deployment as Restate describes it, as `service/handler`.
  static Set<String> handlers(JsonNode deployment) {
    Set<String> names = new TreeSet<>();
    for (JsonNode service : deployment.path("services")) {
      for (JsonNode handler : service.path("handlers")) {
        names.add(service.path("name").asText() + "/" + handler.path("name").asText());
      }
    }
    return names;
  }

  /// Restate writes an address with a slash at its end.
  private static boolean sameAddress(String uri, URI service) {
    return uri.replaceAll("/$", "").equals(service.toString().replaceAll("/$", ""));
  }
}
