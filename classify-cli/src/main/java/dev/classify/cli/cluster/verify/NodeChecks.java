package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.local.http.Attempt;
import dev.classify.local.http.Http;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Whether every node answers, and the other nodes know it.
final class NodeChecks {

  private final ClusterUnderTest subject;

  NodeChecks(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("nodes up", this::up), Check.settling("nodes joined", this::joined));
  }

  /// @param joined whether the nodes know each other by name; a single one has any name
  List<Check> harmless(boolean joined) {
    return joined ? all() : List.of(new Check("nodes up", this::up));
  }

  private Finding up() {
    List<URI> healths = new ArrayList<>();
    List<URI> ingresses = subject.cluster().addresses().ingresses();
    List<URI> admins = subject.cluster().addresses().admins();
    ingresses.forEach(ingress -> healths.add(ingress.resolve("/restate/health")));
    admins.forEach(admin -> healths.add(admin.resolve("/health")));
    List<String> problems =
        Http.getAll(healths, ClusterUnderTest.TIMEOUT).stream().map(Attempt::problem).toList();
    List<String> nodes = subject.cluster().nodes();
    List<String> ill =
        IntStream.range(0, problems.size())
            .filter(i -> !problems.get(i).isEmpty())
            .mapToObj(i -> nodes.get(i % nodes.size()))
            .distinct()
            .toList();
    if (ill.isEmpty()) {
      return new Passed(
          "%d ingresses and %d admin APIs answer".formatted(ingresses.size(), admins.size()));
    }
    return new Failed(
        String.join("; ", problems.stream().filter(problem -> !problem.isEmpty()).toList()),
        "start the nodes that are down: %s; if one exits again, see its log: %s"
            .formatted(subject.advice().start(), logsOf(ill)));
  }

  private Finding joined() throws IOException, InterruptedException {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode node : subject.tables().nodes()) {
      states.put(node.path("name").asText(), node.path("state").asText());
    }
    List<String> faults = new ArrayList<>();
    List<String> away = new ArrayList<>();
    for (String node : subject.cluster().nodes()) {
      String state = states.remove(node);
      if (state == null) {
        faults.add(node + " is not in the cluster");
        away.add(node);
      } else if (!state.equals("alive")) {
        faults.add(node + " is " + state);
        away.add(node);
      }
    }
    states.forEach((node, state) -> faults.add(node + " is in it, but should not be"));
    if (faults.isEmpty()) {
      return new Passed(String.join(", ", subject.cluster().nodes()));
    }
    return new Failed(
        String.join("; ", faults),
        "a node joins where it runs, reaches the others by the addresses of restate.toml, and has"
            + " their cluster-name: see "
            + logsOf(away));
  }

  private String logsOf(List<String> nodes) {
    return subject.advice().logsOf(nodes);
  }
}
