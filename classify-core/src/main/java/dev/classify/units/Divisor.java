package dev.classify.units;

/// One thing that a unit is divided by, as in `per 1,000 people` or `per hectare`.
///
/// @param text as written, with its number, without `per`
public record Divisor(Denominator kind, String text) {

  public Divisor {
    if (kind == Denominator.NONE || kind == Denominator.WHOLE || text.isBlank()) {
      throw new IllegalArgumentException(
          "a divisor needs a denominator and a text: " + kind + " '" + text + "'");
    }
  }
}
