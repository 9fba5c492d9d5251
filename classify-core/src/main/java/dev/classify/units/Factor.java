package dev.classify.units;

import dev.classify.taxonomy.Scale;

/// A stated multiplier.
///
/// @param scale the largest member of the vocabulary that is not larger than the multiplier
/// @param extra the rest of the multiplier, such as the 100 of `hundred million`; else 1
public record Factor(Scale scale, int extra) {

  /// No multiplier is stated.
  public static final Factor NONE = new Factor(Scale.RAW_UNITS, 1);

  /// A larger power is a typing error, not a unit.
  private static final int POWER_MAX = 17;

  public Factor {
    if (extra < 1 || scale == Scale.PERCENT || scale == Scale.INDEX) {
      throw new IllegalArgumentException("no multiplier: " + scale + " and extra " + extra);
    }
  }

  /// The product, as in `lakh crore`; this factor if no scale can hold the product.
  Factor times(Factor other) {
    int power = power() + other.power();
    return power > POWER_MAX ? this : ofPower(power);
  }

  /// Ten to a power.
  static Factor ofPower(int power) {
    Scale scale =
        power >= 12
            ? Scale.TRILLIONS
            : power >= 9
                ? Scale.BILLIONS
                : power >= 6
                    ? Scale.MILLIONS
                    : power >= 3 ? Scale.THOUSANDS : power == 2 ? Scale.HUNDREDS : Scale.RAW_UNITS;
    return new Factor(scale, powerOfTen(power - power(scale)));
  }

  /// The power of ten of the whole multiplier.
  public int power() {
    return power(scale) + (int) Math.round(Math.log10(extra));
  }

  private static int powerOfTen(int power) {
    return (int) Math.round(Math.pow(10, power));
  }

  private static int power(Scale scale) {
    return switch (scale) {
      case HUNDREDS -> 2;
      case THOUSANDS -> 3;
      case MILLIONS -> 6;
      case BILLIONS -> 9;
      case TRILLIONS -> 12;
      case RAW_UNITS, PERCENT, INDEX -> 0;
    };
  }
}
