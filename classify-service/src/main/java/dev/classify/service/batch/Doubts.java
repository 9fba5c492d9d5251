package dev.classify.service.batch;

import dev.classify.outcome.Decided;
import java.util.List;
import java.util.Locale;

/// Why a person should look at an answer, whoever gave it.
final class Doubts {

  /// Below this confidence an answer is worth a look.
  static final double SURE = 0.6;

  private Doubts() {}

  /// What the answer itself gives to doubt; empty where nothing does.
  static List<String> of(Decided decided) {
    double confidence = decided.answer().confidence();
    return confidence < SURE
        ? List.of(String.format(Locale.ROOT, "confidence %.2f is below %.2f", confidence, SURE))
        : List.of();
  }
}
