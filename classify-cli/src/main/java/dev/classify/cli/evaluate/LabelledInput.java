package dev.classify.cli.evaluate;

import dev.classify.cli.input.InputSource;
import dev.classify.indicator.Indicator;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the labelled rows of an input.
public final class LabelledInput {

  private LabelledInput() {}

  /// The usable rows with one of these ids, in the order of the input.
  public static Map<String, Indicator> of(InputSource input, Set<String> ids) {
    Map<String, Indicator> labelled = new LinkedHashMap<>();
    try (InputRows rows = input.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof InputRow.Good good && ids.contains(good.indicator().id())) {
          labelled.put(good.indicator().id(), good.indicator());
        }
      }
    }
    return labelled;
  }
}
