package dev.classify.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The metrics that dashboards and alerts name, and those that a part of a stack really has.
final class NamedMetrics {

  private static final Path FOLDER = Checkout.TOP.resolve("observability");

  /// A name of a metric with the prefix of its program, as expressions and the list of a program
  /// have it.
  private static final Pattern NAME =
      Pattern.compile("\\b(?:classify|hikaricp|jvm|process|system|restate)_[a-z0-9_]+");

  /// Those of Restate that one node without an object store does not have; seen in a cluster.
  static final Set<String> OF_CLUSTERS =
      Set.of(
          "restate_partition_snapshot_age_seconds",
          "restate_partition_store_snapshots_upload_failed_total");

  /// How the names of those begin that a projector measures.
  private static final String OF_PROJECTORS = "classify_project";

  private NamedMetrics() {}

  /// Those of workers and nodes.
  static Set<String> namedOfOthers() {
    Set<String> names = named();
    names.removeIf(name -> name.startsWith(OF_PROJECTORS));
    return names;
  }

  /// Those of projectors.
  static Set<String> namedOfProjectors() {
    Set<String> names = named();
    names.removeIf(name -> !name.startsWith(OF_PROJECTORS));
    return names;
  }

  /// The names in the dashboard, the alerts, and the tables of the documents.
  private static Set<String> named() {
    return Stream.of(
            FOLDER.resolve("alerts.yml"),
            FOLDER.resolve("grafana/dashboards/classify.json"),
            Checkout.TOP.resolve("docs").resolve("operations.md"),
            Checkout.TOP.resolve("docs").resolve("projections.md"))
        .flatMap(file -> NAME.matcher(Checkout.read(file)).results())
        .map(match -> match.group())
        .filter(name -> !name.endsWith("_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What a part measures.
  static String scrape(URI part) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(part.resolve("/metrics")).build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(part + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  /// The value of a metric with its labels in a scrape; 0 if it has not been counted yet.
  static double value(String metric, String scrape) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .sum();
  }

  /// The names in a scrape, and those of its histograms without their endings.
  static Set<String> measured(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[ {].*", ""))
        .flatMap(name -> Stream.of(name, name.replaceFirst("_(bucket|count|sum)$", "")))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
