package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.ClassifyApiHandlers;
import dev.classify.api.TraceRequest;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a worker keeps nothing to itself: the steps of one invocation run on several.
final class StepCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ClusterUnderTest subject;

  StepCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("steps move", this::look));
  }

  private Finding look() throws InterruptedException {
    int workers = subject.cluster().workers().size();
    if (workers < 2) {
      return new Skipped("there is one worker");
    }
    int steps = Math.min(2 * workers, TraceRequest.STEPS_MAX);
    String refusal = "";
    for (URI ingress : subject.cluster().addresses().ingresses()) {
      try {
        HttpProbes.Reply answer =
            subject
                .web()
                .post(
                    ingress.resolve("/" + ClassifyApiHandlers.Metadata.SERVICE_NAME + "/trace"),
                    "{\"steps\":" + steps + "}",
                    PATIENCE);
        if (answer.status() == 200) {
          return found(answer.json().path("workers"));
        }
        refusal = "%s answers %d %s".formatted(ingress, answer.status(), answer.body());
      } catch (IOException away) {
        refusal = ingress + " does not answer: " + away;
      }
    }
    return new Failed(refusal, "where lines above have failed, mend those first");
  }

  private Finding found(JsonNode names) {
    Map<String, Integer> steps = new TreeMap<>();
    names.forEach(name -> steps.merge(name.asText(), 1, Integer::sum));
    if (steps.size() > 1) {
      return new Passed(
          "the %d steps of one invocation ran on %d workers".formatted(names.size(), steps.size()));
    }
    return new Failed(
        "all %d steps of one invocation ran on %s".formatted(names.size(), steps.keySet()),
        "the deployment is registered with use_http_11 at the address of the balancer, not of a"
            + " worker: "
            + subject.advice().register());
  }
}
