package dev.classify.attributes;

import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.List;

/// The rule tables of this package, read and checked.
public final class AttributeTables {

  /// Every table of this package.
  public static final List<TableFormat> FORMATS =
      List.of(
          AttributeWords.FORMAT,
          AreaNames.FORMAT,
          AreaForms.FORMAT,
          Neighbours.FORMAT,
          UnitWords.DENOMINATORS,
          UnitWords.MEASURES,
          AttributeColumns.FORMAT,
          AttributeCells.FORMAT,
          UnitCodes.FORMAT,
          AttributeCalibration.FORMAT,
          DescriptionText.FORMAT);

  private final AttributeWords words;
  private final AreaNames areas;
  private final Neighbours neighbours;
  private final UnitWords units;
  private final UnitCodes unitCodes;
  private final AttributeColumns columns;
  private final AttributeCalibration calibration;
  private final DescriptionText descriptions;

  private AttributeTables(TableSet tables) {
    words = AttributeWords.read(tables);
    areas = AreaNames.read(tables);
    neighbours = Neighbours.read(tables);
    units = UnitWords.read(tables);
    unitCodes = UnitCodes.read(tables);
    calibration = AttributeCalibration.read(tables);
    descriptions = DescriptionText.read(tables);
    columns =
        AttributeColumns.read(
            tables, AttributeCells.read(tables, words, areas, neighbours, units, unitCodes));
  }

  /// Reads and checks the tables.
  public static AttributeTables read(TableSet tables) {
    return new AttributeTables(tables);
  }

  AttributeWords words() {
    return words;
  }

  AreaNames areas() {
    return areas;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  UnitWords units() {
    return units;
  }

  UnitCodes unitCodes() {
    return unitCodes;
  }

  AttributeCalibration calibration() {
    return calibration;
  }

  DescriptionText descriptions() {
    return descriptions;
  }

  AttributeColumns columns() {
    return columns;
  }
}
