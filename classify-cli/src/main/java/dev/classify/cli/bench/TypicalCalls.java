package dev.classify.cli.bench;

import static java.util.Map.entry;

import dev.classify.store.generated.GeneratedRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What people ask of each operation: the first page and a deep one, a text, filters that match
/// many rows, few and none. Most filters that are slow somewhere match few rows, or rows that lie
/// together at the end of the order.
final class TypicalCalls {

  private static final String LARGE_JOB = GeneratedRows.jobId(1);
  private static final String SMALL_JOB = GeneratedRows.jobId(500);

  /// Queries by operation; an operation that is missing is called without any.
  private static final Map<String, List<String>> QUERIES =
      Map.ofEntries(
          entry("/api/v1/jobs", List.of("", "state=running", "state=complete&limit=200")),
          entry("/api/v1/jobs/{jobId}/series", List.of("", "stepSeconds=60")),
          entry("/api/v1/events", List.of("", "job=" + LARGE_JOB)),
          entry(
              "/api/v1/results",
              List.of(
                  "",
                  "limit=500",
                  "after=" + ApiCall.place("JP.CPI.0500000"),
                  "search=petrol",
                  "search=Debt+service+ratio%2C+capital+region%2C+Viet+Nam",
                  "search=no+such+text",
                  "search=qz",
                  "search=0123456",
                  "job=" + LARGE_JOB,
                  "job=" + SMALL_JOB + "&family=price-value",
                  "family=price-value",
                  "family=price-value&indicatorType=flow",
                  "currency=ZAR",
                  "currency=none",
                  "currency=ZAR&reportingFrequency=weekly&sort=confidence",
                  "unitType=ratio&indicatorType=correlation",
                  "confidenceBelow=0.35",
                  "confidenceFrom=0.99&confidenceBelow=0.995",
                  "sort=confidence",
                  "sort=confidence&after=" + ApiCall.place("0.7", "JP.CPI.0500000"),
                  "sort=confidence&family=qualitative&confidenceFrom=0.8",
                  "answeredBy=rules",
                  "answeredBy=model&family=temporal",
                  "answeredBy=standIn",
                  "answeredBy=person",
                  "reviewed=true&currency=USD",
                  "reviewed=false&confidenceBelow=0.5")),
          entry("/api/v1/results.csv", List.of("job=" + SMALL_JOB)),
          entry("/api/v1/results.jsonl", List.of("job=" + SMALL_JOB)),
          entry("/api/v1/results.parquet", List.of("job=" + SMALL_JOB)),
          entry(
              "/api/v1/rejections",
              List.of(
                  "",
                  "job=" + LARGE_JOB,
                  "stage=rules",
                  "stage=review",
                  "reason=no+such+reason",
                  "after=" + ApiCall.place("rejected.0009000"))),
          entry(
              "/api/v1/requests",
              List.of(
                  "job=" + LARGE_JOB,
                  "job=" + LARGE_JOB + "&outcome=throttled",
                  "job=" + LARGE_JOB + "&outcome=refused",
                  "job=" + SMALL_JOB + "&limit=500")),
          entry(
              "/api/v1/review",
              List.of(
                  "",
                  "job=" + LARGE_JOB,
                  "family=temporal",
                  "confidenceBelow=0.31",
                  "search=petrol",
                  "after=" + ApiCall.place("0.5", "JP.CPI.0500000"))));

  private TypicalCalls() {}

  /// Values that may stand in a path, by name.
  ///
  /// @param indicators ids of answers
  /// @param requests ids of requests
  record KnownIds(List<String> indicators, List<String> requests) {

    private List<String> of(String name) {
      return switch (name) {
        case "jobId" -> List.of(LARGE_JOB, SMALL_JOB);
        case "indicatorId" -> indicators;
        case "requestId" -> requests;
        default -> List.of();
      };
    }
  }

  /// Every call of these operations; none of an operation whose path names something unknown.
  static List<ApiCall> of(List<String> operations, KnownIds ids) {
    Set<ApiCall> calls = new LinkedHashSet<>();
    for (String operation : operations) {
      for (String path : paths(operation, ids)) {
        for (String query : QUERIES.getOrDefault(operation, List.of(""))) {
          calls.add(new ApiCall(operation, query.isEmpty() ? path : path + "?" + query));
        }
      }
    }
    return List.copyOf(calls);
  }

  private static List<String> paths(String operation, KnownIds ids) {
    int from = operation.indexOf('{');
    if (from < 0) {
      return List.of(operation);
    }
    int to = operation.indexOf('}', from);
    List<String> paths = new ArrayList<>();
    for (String value : ids.of(operation.substring(from + 1, to))) {
      paths.add(
          operation.substring(0, from)
              + ApiCall.encoded(value).replace("+", "%20")
              + operation.substring(to + 1));
    }
    return paths;
  }
}
