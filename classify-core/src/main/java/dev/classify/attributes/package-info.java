/// Reads what economists join series on from the texts of an indicator (docs/scheme.md 17), and
/// gives the codes of SDMX.
@NullMarked
package dev.classify.attributes;

import org.jspecify.annotations.NullMarked;
