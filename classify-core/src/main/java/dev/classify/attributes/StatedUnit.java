package dev.classify.attributes;

import dev.classify.indicator.IndicatorField;
import dev.classify.units.UnitReading;

/// A unit that a text states.
///
/// @param text in which it was read
public record StatedUnit(UnitReading reading, IndicatorField text) {}
