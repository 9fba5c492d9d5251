package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.local.restate.Registration;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Whether every node knows what the workers offer at present.
final class RegistrationCheck {

  private final ClusterUnderTest subject;

  RegistrationCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("registration", this::look));
  }

  private Finding look() throws IOException, InterruptedException {
    ClusterAddresses addresses = subject.cluster().addresses();
    Set<String> offered =
        new Registration(
                subject.admins(),
                addresses.workers(),
                "see that workers and balancer answer the nodes at " + addresses.workers())
            .offered();
    List<String> faults = new ArrayList<>();
    for (URI admin : addresses.admins()) {
      String fault = fault(admin, addresses.workers(), offered);
      if (!fault.isEmpty()) {
        faults.add(admin + " " + fault);
      }
    }
    if (faults.isEmpty()) {
      return new Passed(
          "%d nodes know %s".formatted(addresses.admins().size(), String.join(", ", offered)));
    }
    return new Failed(
        String.join("; ", faults),
        subject.advice().register() + "; a node that has just started takes some seconds to know");
  }

  private String fault(URI admin, URI workers, Set<String> offered) throws InterruptedException {
    try {
      JsonNode all = subject.web().get(admin.resolve("/deployments")).json();
      for (JsonNode deployment : all.path("deployments")) {
        if (sameAddress(deployment.path("uri").asText(), workers)) {
          URI one = admin.resolve("/deployments/" + deployment.path("id").asText());
          return difference(Registration.handlers(subject.web().get(one).json()), offered);
        }
      }
      return "knows no workers at " + workers;
    } catch (IOException away) {
      return "does not answer";
    }
  }

  private static String difference(Set<String> known, Set<String> offered) {
    Set<String> missing = new TreeSet<>(offered);
    missing.removeAll(known);
    Set<String> gone = new HashSet<>(known);
    gone.removeAll(offered);
    if (!missing.isEmpty()) {
      return "does not know " + String.join(", ", missing);
    }
    return gone.isEmpty() ? "" : "knows " + String.join(", ", gone) + ", which no worker offers";
  }

  /// Restate writes an address with a slash at its end.
  private static boolean sameAddress(String uri, URI workers) {
    return uri.replaceAll("/$", "").equals(workers.toString().replaceAll("/$", ""));
  }
}
