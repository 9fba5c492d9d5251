package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.local.http.Attempt;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the workers said about their health, each in its turn behind the balancer.
final class WorkerAnswers {

  /// A worker without its database reports it after five seconds.
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI health;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> connections = new TreeMap<>();
  private final Set<String> problems = new TreeSet<>();
  private boolean pooler;

  WorkerAnswers(ClusterUnderTest subject) {
    this.health = subject.cluster().addresses().gateway().resolve("/classify-api/health");
  }

  /// Sends this many requests at the same time.
  void ask(int requests) throws IOException {
    for (Attempt attempt : Http.getAll(Collections.nCopies(requests, health), TIMEOUT)) {
      Reply reply = attempt.reply().orElseThrow(() -> new IOException(attempt.problem()));
      String name = name(reply);
      if (name.isEmpty()) {
        problems.add(attempt.problem());
      } else if (reply.status() != 200) {
        problems.add(name + " is not healthy: " + reply.json().path("checks"));
      } else {
        counts.merge(name, 1, Integer::sum);
        JsonNode database = reply.json().at("/checks/database");
        connections.put(name, database.path("connections_max").asInt());
        pooler |= database.path("pooler").asBoolean();
      }
    }
  }

  /// The worker that answered; empty if the balancer itself did.
  private static String name(Reply reply) {
    try {
      return reply.json().path("service").asText();
    } catch (IOException page) {
      return "";
    }
  }

  /// How often each healthy worker answered.
  Map<String, Integer> counts() {
    return counts;
  }

  /// The most connections to the database that each healthy worker opens; 0 where it does not say.
  Map<String, Integer> connections() {
    return connections;
  }

  /// Whether a healthy worker uses the connections of a pooler too.
  boolean pooler() {
    return pooler;
  }

  /// Answers that no healthy worker gave.
  Set<String> problems() {
    return problems;
  }
}
