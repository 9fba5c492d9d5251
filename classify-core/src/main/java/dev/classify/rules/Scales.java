package dev.classify.rules;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;

/// The scales that the unit types dictate (docs/scheme.md 3).
final class Scales {

  private Scales() {}

  static Scale fitting(UnitType unitType, Scale read) {
    return switch (unitType) {
      case PERCENTAGE -> Scale.PERCENT;
      case INDEX -> Scale.INDEX;
      case COUNT, CURRENCY_AMOUNT, PHYSICAL, RATE, RATIO, DURATION, UNKNOWN ->
          read == Scale.PERCENT || read == Scale.INDEX ? Scale.RAW_UNITS : read;
    };
  }
}
