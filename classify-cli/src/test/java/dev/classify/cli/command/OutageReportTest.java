package dev.classify.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.bench.BatchJournal;
import dev.classify.cli.bench.OutageCase;
import dev.classify.cli.bench.OutageKind;
import dev.classify.cli.bench.OutageMeasurement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageReportTest {

  private static final OutageMeasurement FALLING =
      new OutageMeasurement(
          new OutageCase(OutageKind.REFUSE, 1_000, 1, 10, Duration.ofMinutes(3), 2, 0),
          982,
          List.of(63, 35),
          List.of(16, 0, 17),
          4,
          991,
          Map.of("worker", 1.352),
          Optional.of(new BatchJournal("batch", 300, 10)),
          443,
          new BigDecimal("4.60000000"),
          0,
          0,
          "");

  @Test
  void tableShowsTheFiguresAndEveryBoundThatIsViolated() {
    assertThat(OutageReport.table(List.of(FALLING)))
        .contains("refuse", "180 s", "982", "63, 35", "4 %", "135.2 %", "300 of 25", "4.6");
    assertThat(OutageReport.line(FALLING))
        .startsWith("refuse, 1 worker: 63 good answers in minute 1")
        .contains("135.2 % of a core", "journal of 300 entries", "USD 4.6 held");
  }

  @Test
  void jsonHasTheFiguresOfEachCase() {
    assertThat(OutageReport.json(List.of(FALLING)).get(0).toString())
        .contains("\"outage\":\"refuse\"", "\"good_after\":[63,35]", "\"good_before\":982")
        .contains("\"core_part_by_worker\":{\"worker\":1.352}", "\"good_per_second\":[16,0,17]")
        .contains("\"journal\":{\"entries\":300,\"requests_sent\":10,\"bound\":25}");
  }
}
