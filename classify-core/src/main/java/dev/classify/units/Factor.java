package dev.classify.units;

import dev.classify.taxonomy.Scale;

/// A stated multiplier.
///
/// @param extra what the scale leaves out, 1 where nothing
record Factor(Scale scale, int extra) {

  static final Factor NONE = new Factor(Scale.RAW_UNITS, 1);
}
