package dev.classify.units;

import java.util.Objects;

/// The tables of this package.
public final class UnitTables {

  private UnitTables() {}

  /// Reads and checks them now, not when the first word is looked up.
  public static void load() {
    Objects.requireNonNull(UnitLexicon.ENTRIES);
    Objects.requireNonNull(CurrencyPair.COUNTRIES);
  }
}
