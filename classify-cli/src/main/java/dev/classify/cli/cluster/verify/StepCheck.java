package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.ClassifyApiHandlers;
import dev.classify.api.TraceRequest;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether the steps of one invocation run on several workers: none may keep state of its own.
final class StepCheck {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final ClusterUnderTest subject;

  StepCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("steps move", this::look));
  }

  private Finding look() {
    int workers = subject.cluster().workers().size();
    if (workers < 2) {
      return new Skipped("there is one worker");
    }
    int steps = Math.min(2 * workers, TraceRequest.STEPS_MAX);
    String refusal = "";
    for (URI ingress : subject.cluster().addresses().ingresses()) {
      try {
        Reply reply =
            Http.post(
                ingress.resolve("/" + ClassifyApiHandlers.Metadata.SERVICE_NAME + "/trace"),
                "{\"steps\":" + steps + "}",
                TIMEOUT);
        if (reply.status() == 200) {
          return found(reply.json().path("workers"));
        }
        refusal = "%s answers %d %s".formatted(ingress, reply.status(), reply.body());
      } catch (IOException away) {
        refusal = ingress + " does not answer: " + away;
      }
    }
    return new Failed(refusal, "fix the failed checks above first");
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
        "register the deployment with use_http_11, at the address of the balancer and not of a"
            + " worker: "
            + subject.advice().register());
  }
}
