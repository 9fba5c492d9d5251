package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialBoundTest {

  /// The bounds are those of `scipy.stats.beta.ppf(error, right, of - right + 1)`.
  @ParameterizedTest
  @CsvSource({
    "10, 10, 0.05, 0.7411344491069477",
    "95, 100, 0.05, 0.8977466223567255",
    "95, 100, 0.025, 0.8871650888945373",
    "126.4, 129, 0.05, 0.9453300862447123",
    "1, 20, 0.05, 0.0025613787765302806",
    "59, 59, 0.05, 0.950492390111773",
    "990.5, 1000, 0.05, 0.9837205342438041"
  })
  void boundIsThatOfClopperAndPearson(double right, int of, double error, double bound) {
    assertThat(BinomialBound.lower(right, of, error)).isCloseTo(bound, within(1e-9));
  }

  @Test
  void nothingRightHasTheBoundZero() {
    assertThat(BinomialBound.lower(0, 20, 0.05)).isZero();
    assertThatThrownBy(() -> BinomialBound.lower(21, 20, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0.95, 59", "0.9, 29", "0.99, 299"})
  void fewestCasesThatShowAShareAreAllRight(double share, int cases) {
    assertThat(BinomialBound.casesNeeded(share, 0.05)).isEqualTo(cases);
    assertThat(BinomialBound.lower(cases, cases, 0.05)).isGreaterThanOrEqualTo(share);
    assertThat(BinomialBound.lower(cases - 1, cases - 1, 0.05)).isLessThan(share);
  }
}
