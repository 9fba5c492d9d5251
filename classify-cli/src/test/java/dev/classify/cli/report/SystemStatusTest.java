package dev.classify.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.InvocationCounts;
import dev.classify.store.jobs.WorkerActivities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemStatusTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final SystemStatus status =
      new SystemStatus(
          Optional.of(
              List.of(
                  new InvocationCounts.Count("waiting", 207, Duration.ofSeconds(63)),
                  new InvocationCounts.Count("paused", 0, Duration.ZERO))),
          List.of(
              new WorkerActivities.Activity("one", 3, 250, NOW.minusSeconds(5)),
              new WorkerActivities.Activity("two", 1, 0, null)),
          NOW);

  @Test
  void batchesAndWorkersAreTwoTables() {
    assertThat(String.join("\n", status.lines()).lines().map(String::strip))
        .containsExactly(
            "batches  waiting  paused",
            "now          207       0",
            "oldest      63 s",
            "",
            "worker  batches  rows last minute  last stored",
            "one           3               250      5 s ago",
            "two           1                 0");
  }

  @Test
  void jsonHasNumbersInsteadOfWords() throws Exception {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    status.put(json);
    assertThat(new JsonMapper().readTree(json.toString()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"batches": {"waiting": {"batches": 207, "oldest_seconds": 63},
                                 "paused": {"batches": 0, "oldest_seconds": 0}},
                     "workers": [
                       {"worker": "one", "batches": 3, "rows_last_minute": 250,
                        "last_stored_at": "2026-11-28T11:59:55Z"},
                       {"worker": "two", "batches": 1, "rows_last_minute": 0,
                        "last_stored_at": null}]}
                    """));
  }

  @Test
  void nodesThatDoNotAnswerAreSaidAndNull() {
    SystemStatus away = new SystemStatus(Optional.empty(), List.of(), NOW);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    away.put(json);

    assertThat(away.lines())
        .containsExactly("batches: no node answers; see `classify cluster verify`");
    assertThat(json.get("batches").isNull()).isTrue();
  }

  @Test
  void ageIsInTheLargestUnitThatFits() {
    assertThat(SystemStatus.age(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(SystemStatus.age(Duration.ofMinutes(2))).isEqualTo("2 min");
    assertThat(SystemStatus.age(Duration.ofHours(3))).isEqualTo("3 h");
    assertThat(SystemStatus.age(Duration.ofDays(3))).isEqualTo("3 d");
    assertThat(SystemStatus.age(Duration.ofSeconds(-1))).isEqualTo("0 s");
  }
}
