package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.bench.TypicalCalls.KnownIds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypicalCallsTest {

  private static final String DESCRIPTION =
      """
      paths:
        /api/v1/jobs:
          get:
            responses: {}
        /api/v1/jobs/{jobId}/pause:
          post:
            responses: {}
        /api/v1/results/{indicatorId}:
          parameters:
            - {}
          get:
            responses: {}
      components:
        schemas: {}
      """;

  @Test
  void operationsThatReadAreFoundInTheDescription() {
    assertThat(ApiOperations.gets(DESCRIPTION))
        .containsExactly("/api/v1/jobs", "/api/v1/results/{indicatorId}");
  }

  @Test
  void idsStandInPathsPercentEncoded() {
    assertThat(
            TypicalCalls.of(
                List.of("/api/v1/results/{indicatorId}"),
                new KnownIds(List.of("a b/c"), List.of())))
        .extracting(ApiCall::address)
        .containsExactly("/api/v1/results/a%20b%2Fc");
  }

  @Test
  void newOperationIsCalledWithoutAQueryUnlessItNamesSomethingUnknown() {
    KnownIds none = new KnownIds(List.of(), List.of());
    assertThat(TypicalCalls.of(List.of("/api/v1/new"), none))
        .containsExactly(new ApiCall("/api/v1/new", "/api/v1/new"));
    assertThat(TypicalCalls.of(List.of("/api/v1/new/{thing}"), none)).isEmpty();
  }

  @Test
  void placeInAListIsWrittenAsTheApiDoes() {
    assertThat(ApiCall.place("0.5", "a")).isEqualTo("WyIwLjUiLCJhIl0");
  }

  @Test
  void latencyNamesTheSlowestCall() {
    OperationLatency latency =
        OperationLatency.of(
            IntStream.rangeClosed(1, 100)
                .mapToObj(
                    i ->
                        new OperationLatency.Sample(
                            new ApiCall("/jobs", "/jobs?limit=" + i), Duration.ofMillis(i)))
                .toList());

    assertThat(latency.p50()).isEqualTo(Duration.ofMillis(50));
    assertThat(latency.p95()).isEqualTo(Duration.ofMillis(95));
    assertThat(latency.slowest().address()).isEqualTo("/jobs?limit=100");
  }
}
