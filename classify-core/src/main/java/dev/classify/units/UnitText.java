package dev.classify.units;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Optional;

/// Reads the unit in a text: a unit field, a title or a definition.
public final class UnitText {

  private final UnitTables tables;

  public UnitText(UnitTables tables) {
    this.tables = tables;
  }

  /// Reads a unit field.
  ///
  /// @param american whether dollars without a country are US dollars here
  public UnitReading read(List<Token> tokens, boolean american) {
    return new UnitReader(tables, american).read(tokens);
  }

  /// Reads the unit in a title: in its last brackets, or in pieces between commas that hold nothing
  /// else, as in `Imports, current US$, millions`.
  public UnitReading inTitle(List<Token> title, boolean american) {
    return new UnitReader(tables, american).inTitle(title);
  }

  /// Whether a title is nothing but a unit, such as `Thousand persons`.
  public boolean unitAlone(List<Token> title) {
    return !title.isEmpty() && new UnitReader(tables, false).wholeTitle(title).known();
  }

  /// Reads the unit in a definition, as in `Data are in current U.S. dollars.`
  public UnitReading inDefinition(List<Token> definition, boolean american) {
    return new UnitReader(tables, american).inDefinition(definition);
  }

  /// Reads a field that holds the scale alone, in words or as a number.
  public ScaleReading readScale(String field) {
    return ScaleField.read(tables, field);
  }

  /// The code in a field for the currency: a code, its ISO number, or a name or sign of one
  /// currency. Empty if the field names no single currency.
  public Optional<String> readCurrency(String field) {
    Optional<String> code = tables.currencyCodes().find(field);
    if (code.isPresent()) {
      return code;
    }
    UnitReading reading = read(Tokenizer.tokens(field), false);
    return reading.leftover().isEmpty() && !reading.factorStated()
        ? Optional.ofNullable(reading.currency())
        : Optional.empty();
  }

  /// Whether a field for the currency says that there is none, or that it is the local one.
  public boolean namesNoCurrency(String field) {
    return field.strip().equalsIgnoreCase("XXX")
        || read(Tokenizer.tokens(field), false).currencyNaming() != null;
  }
}
