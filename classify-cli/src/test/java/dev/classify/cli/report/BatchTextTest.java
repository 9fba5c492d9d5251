package dev.classify.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.BatchResult;
import java.net.URI;
import org.junit.jupiter.api.Test;

class BatchTextTest {

  @Test
  void lineNamesWhatBecameOfTheRowsAndWhereTheyWent() {
    assertThat(
            BatchText.line(
                11,
                new BatchResult("run", "classify-service-2", 48, 0, 2, 0, null),
                URI.create("http://localhost:28080")))
        .isEqualTo(
            "batch 12: 48 classified, 2 rejected, by classify-service-2 through localhost:28080");
  }
}
