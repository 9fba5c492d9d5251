package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench growth` at a small size. Its figures mean nothing there, so only what it says of itself
/// is checked: docs/scale.md has the large one.
class GrowthIT {

  /// Enough for two parts: on a busy machine a look at all figures takes as long as thousands of
  /// rows.
  private static final int ROWS = 10_000;

  private static final List<String> COLUMNS =
      List.of(
          "rows",
          "rows/s",
          "ms/row",
          "command",
          "workers",
          "restate",
          "postgres",
          "command MiB",
          "workers MiB",
          "restate MiB",
          "postgres MiB",
          "table B/row",
          "WAL B/row",
          "journal B/row");

  @TempDir private Path folder;

  @Test
  void everyPartIsMeasuredAndEveryRowHasItsOutcome() throws Exception {
    BuiltProgram program =
        new BuiltProgram(
            folder.resolve("data"), Map.of("JDK_JAVA_OPTIONS", EmbeddedStack.FIRST_COMPILER));

    BuiltProgram.Result growth =
        program.run("bench", "growth", "--rows", "" + ROWS, Samples.FILE.toString());

    String said = growth.out() + growth.err();
    List<List<String>> table = table(growth.out());
    assertThat(table).as(said).isNotEmpty();
    assertThat(table.getFirst()).as(said).isEqualTo(COLUMNS);
    List<List<String>> parts = table.subList(1, table.size());
    assertThat(parts).as(said).hasSizeBetween(2, 6);
    assertThat(parts.getLast().getFirst()).as(said).isEqualTo("" + ROWS);
    assertThat(parts)
        .as(said)
        .allSatisfy(
            part -> {
              // Speed, processor time of all programs, memory of each, and bytes of tables and log.
              for (int column : new int[] {1, 2, 7, 8, 9, 10, 12}) {
                assertThat(Double.parseDouble(part.get(column))).isPositive();
              }
            });
    String bounds =
        growth.out().lines().filter(line -> line.startsWith("bounds: ")).findFirst().orElse("");
    assertThat(bounds).as(said).isNotEmpty().doesNotContain("without an outcome");
    assertThat(growth.exit()).as(said).isEqualTo(bounds.equals("bounds: hold") ? 0 : 1);
  }

  /// The cells of the table, which is printed first.
  private static List<List<String>> table(String text) {
    return text.lines()
        .takeWhile(line -> !line.startsWith("last part"))
        .filter(line -> !line.isBlank())
        .map(line -> Arrays.stream(line.strip().split(" {2,}")).toList())
        .toList();
  }
}
