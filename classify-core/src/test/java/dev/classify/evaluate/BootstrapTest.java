package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void intervalOfAShareIsCloseToTheNormalApproximation() {
    List<Boolean> right =
        Stream.concat(
                Collections.nCopies(80, true).stream(), Collections.nCopies(20, false).stream())
            .toList();

    Proportion share = Bootstrap.USUAL.share(right);

    assertThat(share.value()).isEqualTo(0.8);
    // 0.8 -+ 1.96 sqrt(0.8 * 0.2 / 100)
    assertThat(share.interval().low()).isCloseTo(0.7216, within(0.02));
    assertThat(share.interval().high()).isCloseTo(0.8784, within(0.02));
  }

  @Test
  void intervalIsAPointIfEveryCaseIsRight() {
    assertThat(Bootstrap.USUAL.share(List.of(true, true)).interval()).isEqualTo(new Interval(1, 1));
  }
}
