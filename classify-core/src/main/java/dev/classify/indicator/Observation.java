package dev.classify.indicator;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;

/// One dated value of a series (SDMX: `TIME_PERIOD`, `OBS_VALUE`).
///
/// @param date the first day of the period where the source names a period
/// @param value finite, in the units of the series
public record Observation(
    @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate date, double value) {

  public Observation {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("an observation is a finite number: " + value);
    }
  }
}
