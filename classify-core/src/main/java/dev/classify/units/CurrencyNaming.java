package dev.classify.units;

/// How a unit names its currency.
public enum CurrencyNaming {
  /// By one ISO 4217 code, or a name or sign of one currency.
  ISO,
  /// As the local or national currency, or by a sign that several currencies share.
  LOCAL,
  /// As international or purchasing-power dollars, which have no code.
  PPP,
  /// As dollars; the context must name the country.
  DOLLAR
}
