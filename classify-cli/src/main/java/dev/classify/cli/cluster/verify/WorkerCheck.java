package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether every worker is healthy and gets its share of what the balancer passes on.
final class WorkerCheck {

  private static final int REQUESTS_PER_WORKER = 10;

  /// Others send requests at the same time and shift the rotation.
  private static final double SHARE_MIN = 0.5;

  /// A worker without its database says so after five seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClusterUnderTest subject;

  WorkerCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("workers", this::look));
  }

  private Finding look() throws IOException {
    URI health = subject.cluster().addresses().gateway().resolve("/classify-api/health");
    List<String> workers = subject.cluster().workers();
    Map<String, Integer> answers = new TreeMap<>();
    Set<String> faults = new TreeSet<>();
    for (int round = 0; round < REQUESTS_PER_WORKER && faults.isEmpty(); round++) {
      for (HttpProbes.Reply answer : subject.web().getMany(health, workers.size(), PATIENCE)) {
        String name = name(answer);
        if (name.isEmpty()) {
          faults.add(health + " answers " + answer.status());
        } else if (answer.status() != 200) {
          faults.add(name + " is not healthy: " + answer.json().path("checks"));
        } else {
          answers.merge(name, 1, Integer::sum);
        }
      }
    }
    if (!faults.isEmpty()) {
      return new Failed(
          String.join("; ", faults),
          "see why they do not work: " + subject.advice().logsOf(workers));
    }
    return shares(answers, workers);
  }

  /// Who answered; empty where it was no worker, but the balancer itself.
  private static String name(HttpProbes.Reply answer) {
    try {
      return answer.json().path("service").asText();
    } catch (IOException page) {
      return "";
    }
  }

  private Finding shares(Map<String, Integer> answers, List<String> workers) {
    List<String> silent = workers.stream().filter(name -> !answers.containsKey(name)).toList();
    if (!silent.isEmpty()) {
      return new Failed(
          "no answer from " + String.join(", ", silent) + "; " + counts(answers),
          "start it: %s; where it ends again, its log says why: %s"
              .formatted(subject.advice().start(), subject.advice().logsOf(silent)));
    }
    List<String> idle = new ArrayList<>();
    answers.forEach(
        (name, count) -> {
          if (count < SHARE_MIN * REQUESTS_PER_WORKER) {
            idle.add(name);
          }
        });
    if (!idle.isEmpty()) {
      return new Failed(
          "uneven: " + counts(answers),
          "NGINX leaves a worker out for 2 s after each call that failed there: "
              + subject.advice().logsOf(idle)
              + "; nginx.conf has one line for each worker, without weights");
    }
    return new Passed(counts(answers));
  }

  private static String counts(Map<String, Integer> answers) {
    List<String> counts = new ArrayList<>();
    answers.forEach((name, count) -> counts.add(name + " " + count));
    return String.join(", ", counts);
  }
}
