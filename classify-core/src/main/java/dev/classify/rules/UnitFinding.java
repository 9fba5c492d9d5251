package dev.classify.rules;

import dev.classify.units.UnitReading;

/// The unit of an indicator and where it was found.
///
/// @param source for the reasoning: `units`, `the name`, ...
record UnitFinding(UnitReading reading, String source) {}
