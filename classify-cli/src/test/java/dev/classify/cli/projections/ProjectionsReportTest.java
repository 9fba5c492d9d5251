package dev.classify.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.classify.store.projections.ProjectionTables.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectionsReportTest {

  @Test
  void partitionIsShownWithItsLagItsSpeedAndItsWorker() {
    List<Status> before = List.of(status(7, 0, 1_000), status(7, 1, 500));
    List<Status> after = List.of(status(7, 0, 4_000), status(7, 1, 500));
    ProjectionsReport report =
        new ProjectionsReport(
            after,
            Map.of(new ProjectionsReport.Place("main", 7, 1), "projector-b"),
            new ProjectionSpeeds(before, after, Duration.ofMillis(1_500)));

    assertThat(report.table().lines())
        .satisfiesOnlyOnce(
            line -> assertThat(line).containsSubsequence("0/2", "5,000", "1,000", "2.5", "2,000"))
        .satisfiesOnlyOnce(line -> assertThat(line).containsSubsequence("1/2", "0", "projector-b"));
    ArrayNode json = report.json();
    assertThat(json.at("/0/events_per_second").asDouble()).isEqualTo(2_000);
    assertThat(json.at("/0/worker").isNull()).isTrue();
    assertThat(json.at("/1/worker").asText()).isEqualTo("projector-b");
  }

  @Test
  void speedOfAGenerationThatHasJustBegunIsNotKnown() {
    List<Status> after = List.of(status(8, 0, 100));
    ProjectionsReport report =
        new ProjectionsReport(
            after,
            Map.of(),
            new ProjectionSpeeds(List.of(status(7, 0, 4_000)), after, Duration.ofSeconds(1)));

    assertThat(report.json().at("/0/events_per_second").isNull()).isTrue();
  }

  private static Status status(long generation, int partition, long events) {
    return new Status(
        "taxonomy",
        1,
        1,
        "active",
        null,
        null,
        "main",
        generation,
        partition,
        2,
        5_000,
        6_000,
        1_000,
        2.5,
        events,
        Instant.EPOCH);
  }
}
