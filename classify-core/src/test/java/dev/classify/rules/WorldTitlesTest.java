package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Series as the statistical offices of many countries title them: what they measure and whether a
/// rise is good, from world-titles.csv.
class WorldTitlesTest {

  record Line(List<String> cells) {

    @Nullable String given(int column) {
      return cells.get(column).isEmpty() ? null : cells.get(column);
    }

    @Override
    public String toString() {
      return cells.getFirst();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void titleIsUnderstoodInItsLanguage(Line line) {
    Classification answer =
        ShippedRules.CLASSIFIER
            .decide(
                new Indicator(
                    "X",
                    Objects.requireNonNull(line.given(0)),
                    line.given(2),
                    line.given(1),
                    null,
                    line.given(3),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of()))
            .answer();

    assertThat(
            List.of(
                answer.family().token() + "/" + answer.indicatorType().token(),
                answer.temporalAggregation().token(),
                answer.heatMapOrientation().token()))
        .isEqualTo(line.cells().subList(4, 7));
  }

  static Stream<Line> lines() throws IOException {
    try (InputStream table = WorldTitlesTest.class.getResourceAsStream("world-titles.csv")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .skip(1)
          .filter(line -> !line.startsWith("#"))
          .map(line -> new Line(List.of(line.split("\\|", -1))));
    }
  }
}
