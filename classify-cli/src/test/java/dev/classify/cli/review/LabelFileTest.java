package dev.classify.cli.review;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {

  @Test
  void missingColumnsAreNamedWithTheColumnsThatThereAre(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("labels.csv"), "indicator_id,colour\nA,red\n");
    assertThatThrownBy(() -> LabelFile.read(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("labels.csv has no column unit_type, scale")
        .hasMessageContaining("its columns are indicator_id, colour")
        .hasMessageContaining("fix: add every column of samples/labels.csv");
  }
}
