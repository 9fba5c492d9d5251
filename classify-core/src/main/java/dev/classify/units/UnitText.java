package dev.classify.units;

import dev.classify.text.Token;
import java.util.List;

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

  /// Reads the unit in a definition, as in `Data are in current U.S. dollars.`
  public UnitReading inDefinition(List<Token> definition, boolean american) {
    return new UnitReader(tables, american).inDefinition(definition);
  }
}
