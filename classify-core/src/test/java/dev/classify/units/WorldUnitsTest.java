package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Units as the statistical offices of many countries write them: number words, measures, money,
/// prices, shares and units per head, from world-units.csv.
class WorldUnitsTest {

  record Line(String units, String type, String scale, @Nullable String currency) {

    @Override
    public String toString() {
      return units;
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void unitIsReadInItsLanguage(Line line) {
    UnitReading reading = ShippedUnits.TEXT.read(Tokenizer.tokens(line.units()), false);

    assertThat(
            List.of(
                reading.type().token(),
                reading.scale().token(),
                String.valueOf(reading.currency()),
                reading.known()))
        .isEqualTo(List.of(line.type(), line.scale(), String.valueOf(line.currency()), true));
  }

  static Stream<Line> lines() throws IOException {
    try (InputStream table =
        WorldUnitsTest.class.getResourceAsStream("/dev/classify/rules/world-units.csv")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .skip(1)
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .map(
              cells ->
                  new Line(cells[0], cells[1], cells[2], cells[3].isEmpty() ? null : cells[3]));
    }
  }
}
