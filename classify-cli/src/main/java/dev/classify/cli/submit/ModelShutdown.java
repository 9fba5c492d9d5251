package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Warns of models that their provider switches off soon.
final class ModelShutdown {

  /// Two months: time to measure another model before the answers of a job change with it.
  private static final int WARNED_DAYS = 61;

  private ModelShutdown() {}

  /// A sentence for each model whose shutdown is near or past.
  static List<String> warnings(List<OfferedModel> models, LocalDate today) {
    List<String> warnings = new ArrayList<>();
    for (OfferedModel model : models) {
      String shutdown = model.shutdown();
      if (shutdown != null) {
        long days = ChronoUnit.DAYS.between(today, LocalDate.parse(shutdown));
        if (days <= WARNED_DAYS) {
          warnings.add(warning(model.name(), shutdown, days));
        }
      }
    }
    return warnings;
  }

  private static String warning(String model, String shutdown, long days) {
    String when =
        days > 0
            ? "its provider switches %s off on %s, in %d days".formatted(model, shutdown, days)
            : "its provider switched %s off on %s".formatted(model, shutdown);
    return when + "; fix: set OPENAI_MODEL or OPENAI_REVIEW_MODEL to another of `classify models`";
  }
}
