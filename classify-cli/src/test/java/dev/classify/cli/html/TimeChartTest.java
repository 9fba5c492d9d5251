package dev.classify.cli.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimeChartTest {

  @Test
  void barsReachTheirPartOfTheHeightAndTheLimitIsDashed() {
    String svg =
        TimeChart.of(
            "a < b",
            List.of(new TimeChart.Bar(50, "fifty"), new TimeChart.Bar(0, "none")),
            100.0,
            "from",
            "to");

    assertThat(svg)
        .contains("aria-label=\"a &lt; b\"", ">from</text>", ">to</text>", ">100</text>")
        .contains("y=\"90.0\"", "height=\"80.0\"><title>fifty</title>")
        .contains("class=\"ideal\"")
        .doesNotContain("none");
  }

  @Test
  void chartOfNothingHasAnAxis() {
    assertThat(TimeChart.of("nothing", List.of(), null, "", ""))
        .contains(">1</text>")
        .doesNotContain("NaN", "Infinity", "class=\"ideal\"");
  }

  @Test
  void axisEndsAtARoundNumber() {
    assertThat(TimeChart.roundUp(0)).isEqualTo(1);
    assertThat(TimeChart.roundUp(11)).isEqualTo(20);
    assertThat(TimeChart.roundUp(200)).isEqualTo(200);
    assertThat(TimeChart.roundUp(501)).isEqualTo(1_000);
  }
}
