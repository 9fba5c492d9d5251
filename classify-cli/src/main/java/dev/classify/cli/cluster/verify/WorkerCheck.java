package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.local.http.Attempt;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether every worker is healthy and gets its share of the requests from the balancer.
final class WorkerCheck {

  private static final int REQUESTS_PER_WORKER = 10;

  /// As many as our clusters have workers: the balancer gives each its turn.
  private static final int FEW_REQUESTS = 5;

  /// Low, because requests of other clients shift the rotation.
  private static final double SHARE_MIN = 0.5;

  /// A worker without its database reports it after five seconds.
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ClusterUnderTest subject;

  WorkerCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("workers", this::look));
  }

  /// Whether the workers that answer a few requests are healthy.
  List<Check> harmless() {
    return List.of(new Check("workers", this::few));
  }

  private Finding few() throws IOException {
    Answers answers = new Answers();
    ask(FEW_REQUESTS, answers);
    return answers.problems.isEmpty()
        ? new Passed(String.join(", ", answers.counts.keySet()))
        : unhealthy(answers);
  }

  private Finding look() throws IOException {
    List<String> workers = subject.cluster().workers();
    Answers answers = new Answers();
    for (int round = 0; round < REQUESTS_PER_WORKER && answers.problems.isEmpty(); round++) {
      ask(workers.size(), answers);
    }
    return answers.problems.isEmpty() ? shares(answers.counts, workers) : unhealthy(answers);
  }

  /// What came back so far: how often each worker answered, and what was wrong.
  private static final class Answers {
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> problems = new TreeSet<>();
  }

  private void ask(int requests, Answers answers) throws IOException {
    URI health = subject.cluster().addresses().gateway().resolve("/classify-api/health");
    for (Attempt attempt : Http.getAll(Collections.nCopies(requests, health), TIMEOUT)) {
      Reply reply = attempt.reply().orElseThrow(() -> new IOException(attempt.problem()));
      String name = name(reply);
      if (name.isEmpty()) {
        answers.problems.add(attempt.problem());
      } else if (reply.status() != 200) {
        answers.problems.add(name + " is not healthy: " + reply.json().path("checks"));
      } else {
        answers.counts.merge(name, 1, Integer::sum);
      }
    }
  }

  private Finding unhealthy(Answers answers) {
    return new Failed(
        String.join("; ", answers.problems),
        "see the logs: " + subject.advice().logsOf(subject.cluster().workers()));
  }

  /// The worker that answered; empty if the balancer itself did.
  private static String name(Reply reply) {
    try {
      return reply.json().path("service").asText();
    } catch (IOException page) {
      return "";
    }
  }

  private Finding shares(Map<String, Integer> answers, List<String> workers) {
    List<String> silent = workers.stream().filter(name -> !answers.containsKey(name)).toList();
    if (!silent.isEmpty()) {
      return new Failed(
          "no answer from " + String.join(", ", silent) + "; " + counts(answers),
          "start it: %s; if it exits again, see its log: %s"
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
          "look for failed calls, after each of which NGINX leaves a worker out for 2 s: "
              + subject.advice().logsOf(idle)
              + "; and check that nginx.conf has one line for each worker, without weights");
    }
    return new Passed(counts(answers));
  }

  private static String counts(Map<String, Integer> answers) {
    List<String> counts = new ArrayList<>();
    answers.forEach((name, count) -> counts.add(name + " " + count));
    return String.join(", ", counts);
  }
}
