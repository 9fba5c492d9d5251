package dev.classify.attributes;

import java.util.Locale;

/// Concepts of SDMX that an answer has codes for, by their ids.
public enum SdmxConcept {
  FREQ,
  UNIT_MULT,
  UNIT_MEASURE,
  ADJUSTMENT,
  PRICES,
  TRANSFORMATION,
  REF_AREA;

  /// The name in files and tables, such as `sdmx_freq`.
  public String column() {
    return "sdmx_" + name().toLowerCase(Locale.ROOT);
  }
}
