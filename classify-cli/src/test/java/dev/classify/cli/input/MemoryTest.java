package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

  @TempDir Path folder;

  /// The heap is a third of what a million rows may take; beyond the ids, which take 4 to 12 MB
  /// here, nothing grows with the rows.
  @Test
  void twoHundredThousandRowsAreReadInAHeapOf80Megabytes() throws Exception {
    Path file = folder.resolve("many.csv");
    ReadMany.write(file, 200_000);
    Process reading =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                "-cp",
                System.getProperty("java.class.path"),
                ReadMany.class.getName(),
                "read",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.strip()).isEqualTo("good=180000 bad=20000");
    assertThat(reading.waitFor()).isZero();
  }
}
