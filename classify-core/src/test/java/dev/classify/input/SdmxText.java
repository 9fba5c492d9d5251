package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a table that a test writes.
final class SdmxText {

  private SdmxText() {}

  static List<InputRow> rows(String text, InputOptions options) throws IOException {
    List<InputRow> read = new ArrayList<>();
    try (InputRows rows =
        TextInput.open(
            "data.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), options)) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add(row.get());
      }
    }
    return read;
  }

  static List<InputRow> rows(String text) throws IOException {
    return rows(text, InputOptions.NONE);
  }

  static Indicator good(InputRow row) {
    assertThat(row).isInstanceOf(InputRow.Good.class);
    return ((InputRow.Good) row).indicator();
  }
}
