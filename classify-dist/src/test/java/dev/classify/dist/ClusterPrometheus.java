package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Prometheus of a cluster's compose file. The exporters of NGINX and PostgreSQL are images of
/// others, and do not run beside it.
record ClusterPrometheus(ScratchCluster cluster) {

  private static final List<String> PROFILE = List.of("compose", "--profile", "observability");

  void start() throws IOException, InterruptedException {
    compose("up", "-d", "--no-deps", "prometheus");
  }

  /// For each kind of target, how many Prometheus has read.
  Map<String, Integer> read() throws IOException, InterruptedException {
    Map<String, Integer> read = new TreeMap<>();
    for (JsonNode target : get("/api/v1/targets?state=active").at("/data/activeTargets")) {
      if (target.get("health").asText().equals("up")) {
        read.merge(target.at("/labels/job").asText(), 1, Integer::sum);
      }
    }
    return Collections.unmodifiableMap(read);
  }

  /// The health of each alert rule: `ok`, `unknown` before it was evaluated, or `err`.
  List<String> rules() throws IOException, InterruptedException {
    return get("/api/v1/rules").findValuesAsText("health");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    String container = cluster.project() + "-prometheus-1";
    String address = "http://127.0.0.1:9090" + path;
    return new ObjectMapper()
        .readTree(cluster.docker().must("exec", container, "wget", "-q", "-O", "-", address));
  }

  private void compose(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(PROFILE);
    Collections.addAll(words, arguments);
    cluster.docker().must(words.toArray(String[]::new));
  }

  void stop() throws IOException, InterruptedException {
    compose("rm", "--stop", "--force", "prometheus");
  }
}
