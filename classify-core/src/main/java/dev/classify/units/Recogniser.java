package dev.classify.units;

import java.util.Optional;

/// One form of unit in the grammar of section 13.
interface Recogniser {

  /// The reading if the text has this form.
  Optional<UnitReading> read(UnitShape shape);
}
