package dev.classify.evaluate;

/// A lower confidence bound of a share that was counted (C. J. Clopper and E. S. Pearson,
/// Biometrika 26, 1934). It is exact: the true share lies below it with at most the error that is
/// asked for, also where every case is right, for which resampling would promise certainty.
public final class BinomialBound {

  private static final int BISECTIONS = 60;
  private static final int TERMS_MAX = 500;
  private static final double TINY = 1e-300;
  private static final double PRECISION = 1e-14;

  private BinomialBound() {}

  /// The bound above which the true share lies with the given probability of error.
  ///
  /// @param right cases that are right; may be a fraction, where a case can be right in part: such
  ///     cases vary at most as much as cases that are either right or wrong with the same mean
  /// @param of all cases, at least 1
  /// @param error such as 0.05 for a one-sided bound of 95 %
  public static double lower(double right, int of, double error) {
    if (of < 1 || !(right >= 0 && right <= of) || !(error > 0 && error < 1)) {
      throw new IllegalArgumentException("no bound for %s of %d at %s".formatted(right, of, error));
    }
    if (right == 0) {
      return 0;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (beta(middle, right, of - right + 1) < error) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The fewest cases that can show a share, if all of them are right.
  ///
  /// @param share above 0 and below 1
  public static int casesNeeded(double share, double error) {
    return (int) Math.ceil(Math.log(error) / Math.log(share));
  }

  /// The regularised incomplete beta function, as a continued fraction (DLMF 8.17.22, by the method
  /// of Lentz).
  static double beta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - beta(1 - x, b, a);
    }
    double front =
        Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
            / a;
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m <= TERMS_MAX; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      fraction *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      double step = d * c;
      fraction *= step;
      if (Math.abs(step - 1) < PRECISION) {
        break;
      }
    }
    return front * fraction;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /// By Stirling's series (DLMF 5.11.1) from 10 on, and by the recurrence below.
  static double logGamma(double x) {
    if (x < 10) {
      return logGamma(x + 1) - Math.log(x);
    }
    double square = 1 / (x * x);
    double series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
