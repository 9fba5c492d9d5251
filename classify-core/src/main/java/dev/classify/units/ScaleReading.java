package dev.classify.units;

import dev.classify.taxonomy.Scale;
import java.util.Optional;

/// What a field for the scale says.
///
/// @param scale the stated factor, single units included; empty if it states none
/// @param understood whether the field says anything that the tables know
public record ScaleReading(Optional<Scale> scale, boolean understood) {

  static ScaleReading of(Factor factor) {
    return new ScaleReading(Optional.of(factor.scale()), true);
  }
}
