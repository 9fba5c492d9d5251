package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether every worker is healthy and gets its share of the requests from the balancer.
final class WorkerCheck {

  private static final int REQUESTS_PER_WORKER = 10;

  /// As many as our clusters have workers: the balancer gives each its turn.
  private static final int FEW_REQUESTS = 5;

  /// Low, because requests of other clients shift the rotation.
  private static final double SHARE_MIN = 0.5;

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

  private Finding few() throws IOException, InterruptedException {
    WorkerAnswers answers = new WorkerAnswers(subject);
    answers.ask(FEW_REQUESTS);
    return answers.problems().isEmpty()
        ? new Passed(String.join(", ", answers.counts().keySet()))
        : unhealthy(answers);
  }

  private Finding look() throws IOException, InterruptedException {
    List<String> workers = workers();
    WorkerAnswers answers = new WorkerAnswers(subject);
    for (int round = 0; round < REQUESTS_PER_WORKER && answers.problems().isEmpty(); round++) {
      answers.ask(workers.size());
    }
    return answers.problems().isEmpty() ? shares(answers.counts(), workers) : unhealthy(answers);
  }

  private List<String> workers() throws IOException, InterruptedException {
    List<String> workers = new ArrayList<>(subject.cluster().workers());
    workers.addAll(subject.cluster().extraWorkers());
    return workers;
  }

  private Finding unhealthy(WorkerAnswers answers) throws IOException, InterruptedException {
    return new Failed(String.join("; ", answers.problems()), "see the logs: " + logsOf(workers()));
  }

  /// Containers of the extra workers share a log.
  private String logsOf(List<String> workers) {
    return subject
        .advice()
        .logsOf(
            workers.stream()
                .map(
                    name ->
                        name.startsWith(ClusterSize.EXTRA_WORKERS)
                            ? ClusterSize.EXTRA_WORKERS
                            : name)
                .distinct()
                .toList());
  }

  private Finding shares(Map<String, Integer> answers, List<String> workers) {
    List<String> silent = workers.stream().filter(name -> !answers.containsKey(name)).toList();
    if (!silent.isEmpty()) {
      return new Failed(
          "no answer from " + String.join(", ", silent) + "; " + counts(answers),
          "start it: %s; if it exits again, see its log: %s"
              .formatted(subject.advice().start(), logsOf(silent)));
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
              + logsOf(idle)
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
