package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthMeasurementTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final GrowthPart FIRST = part(0, 50, 100, 120, 5_000, 100);

  @Test
  void partJustInsideEveryBoundHolds() {
    GrowthPart last = part(100_000, 58, 148, 137, 5_700, 200);

    assertThat(new GrowthMeasurement(List.of(FIRST, last), 0).violations()).isEmpty();
    assertThat(last.rowsPerSecond()).isBetween(1_724.0, 1_725.0);
    assertThat(last.cpuMillisPerRow()).isEqualTo(0.274);
    assertThat(last.journalBytesPerRow()).isEqualTo(100);
  }

  @Test
  void whateverGrowsWithTheRunIsNamed() {
    GrowthPart last = part(100_000, 60, 149, 150, 6_000, 300);

    assertThat(new GrowthMeasurement(List.of(FIRST, last), 7).violations())
        .containsExactly(
            "7 rows without an outcome",
            "the last 100000 rows at 1667 per second, the first at 2000",
            "0.30 ms of processor time for each of the last rows, 0.24 at first",
            "6000.00 bytes of the database for each of the last rows, 5000.00 at first",
            "150.00 bytes in Restate's folder for each of the last rows, 100.00 at first",
            "command: 149 MiB in the last part, 100 in the first",
            "workers: 149 MiB in the last part, 100 in the first");
  }

  /// @param cpuSeconds of each of two programs
  private static GrowthPart part(
      long rowsBefore,
      double seconds,
      long mebibytes,
      double cpuSeconds,
      long bytesPerRow,
      long journalMillions) {
    long rows = 100_000;
    return new GrowthPart(
        rowsBefore,
        rows,
        seconds,
        Map.of("workers", cpuSeconds * 100, "postgres", cpuSeconds * 100),
        Map.of("command", mebibytes * MEBIBYTE, "workers", mebibytes * MEBIBYTE),
        bytesPerRow * rows,
        bytesPerRow * rows,
        journalMillions * 100_000);
  }
}
