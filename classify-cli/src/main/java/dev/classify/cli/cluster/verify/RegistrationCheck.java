package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.local.restate.Registration;
import dev.classify.local.restate.RestateAdmin;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Whether every node knows the handlers that the workers offer now.
final class RegistrationCheck {

  private final ClusterUnderTest subject;

  RegistrationCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("registration", () -> compared(registration().offered())));
  }

  /// The same without waiting for workers that do not answer.
  List<Check> harmless() {
    return List.of(new Check("registration", () -> compared(registration().offeredNow())));
  }

  private Registration registration() {
    URI workers = subject.cluster().addresses().workers();
    return new Registration(
        subject.admins(),
        workers,
        "check that workers and balancer answer the nodes at " + workers);
  }

  private Finding compared(Set<String> offered) {
    ClusterAddresses addresses = subject.cluster().addresses();
    List<String> problems = new ArrayList<>();
    for (URI admin : addresses.admins()) {
      String problem = problem(admin, addresses.workers(), offered);
      if (!problem.isEmpty()) {
        problems.add(admin + " " + problem);
      }
    }
    if (problems.isEmpty()) {
      return new Passed(
          "%d nodes know %s".formatted(addresses.admins().size(), String.join(", ", offered)));
    }
    return new Failed(
        String.join("; ", problems),
        subject.advice().register() + "; a node that has just started needs a few seconds");
  }

  /// What this node does not know and the others do; empty if nothing is missing.
  private static String problem(URI admin, URI workers, Set<String> offered) {
    try {
      return RestateAdmin.knownHandlers(admin, workers)
          .map(known -> difference(known, offered))
          .orElse("knows no workers at " + workers);
    } catch (IOException _) {
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
}
