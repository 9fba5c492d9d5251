package dev.classify.units;

import dev.classify.text.TableSet;
import java.util.List;

/// The tables of units that come with the program, loaded once for all tests.
final class ShippedUnits {

  static final TableSet TABLE_SET = TableSet.of(List.of(), UnitTables.FORMATS);
  static final UnitTables TABLES = UnitTables.read(TABLE_SET);
  static final UnitText TEXT = new UnitText(TABLES);

  private ShippedUnits() {}
}
