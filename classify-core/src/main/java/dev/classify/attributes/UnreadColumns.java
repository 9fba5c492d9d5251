package dev.classify.attributes;

import dev.classify.attributes.AttributeColumns.Statement;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Problem;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;

/// Finds columns that state an attribute, but whose code no table knows.
public final class UnreadColumns {

  private static final int SHOWN_CHARACTERS_MAX = 40;

  private final AttributeTables tables;

  public UnreadColumns(AttributeTables tables) {
    this.tables = tables;
  }

  /// A warning for each code that is not understood, unless another column of the same attribute
  /// is.
  public List<Problem> of(Indicator indicator) {
    List<Statement> columns = tables.columns().in(indicator.extra());
    return columns.stream()
        .filter(column -> column.codes() && column.values().isEmpty())
        .filter(
            unread ->
                columns.stream()
                    .noneMatch(
                        other ->
                            other.attribute() == unread.attribute() && other.values().isPresent()))
        .map(UnreadColumns::unread)
        .toList();
  }

  private static Problem unread(Statement column) {
    String cell = column.cell();
    String shown =
        cell.length() <= SHOWN_CHARACTERS_MAX
            ? cell
            : cell.substring(0, SHOWN_CHARACTERS_MAX) + "...";
    return new Problem(
        column.column(),
        "is not understood, so it says nothing about %s: %s"
            .formatted(column.attribute().column(), shown),
        fix(column.attribute()));
  }

  private static String fix(SeriesAttribute attribute) {
    String values = String.join(", ", attribute.tokens());
    return switch (attribute) {
      case SEASONAL_ADJUSTMENT -> "write a code of SDMX, such as S or N, or one of " + values;
      case PRICE_BASIS -> "write a code of SDMX, such as V or L, or one of " + values;
      case TRANSFORMATION -> "write a code of SDMX, such as N or GY, or one of " + values;
      case REFERENCE_AREA -> "write a code of ISO 3166, such as DE or DEU, or of SDMX, such as U2";
      case SECTOR -> "write a code of the SNA 2008, such as S13";
      case BASE_PERIOD -> "write a period, such as 2015";
      case DENOMINATOR -> "write what the number is divided by, such as person";
      case UNIT_MEASURE, UNIT_MULT ->
          throw new IllegalArgumentException("no column states " + attribute.column());
    };
  }
}
