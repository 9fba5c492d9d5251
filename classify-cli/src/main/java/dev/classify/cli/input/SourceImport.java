package dev.classify.cli.input;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import dev.classify.store.source.SourceIndicators;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Imports an input into the table of source indicators.
public final class SourceImport {

  /// What happened to the rows.
  ///
  /// @param imported rows written, new or over an earlier row of the same id
  /// @param refused rows listed as bad
  /// @param warnings faults in rows that were imported
  public record Counts(long imported, long refused, long warnings) {}

  private static final int ROWS = 500;

  /// Characters of one statement: 500 rows at their limits would take half a gigabyte.
  private static final long CHARACTERS = 4_000_000;

  /// What an observation takes as JSON.
  private static final int POINT_CHARACTERS = 40;

  private final SourceIndicators table;
  private final List<Indicator> pending = new ArrayList<>(ROWS);
  private long characters;
  private long imported;

  public SourceImport(SourceIndicators table) {
    this.table = table;
  }

  /// Imports every good row and lists the others; may be repeated, rows are then written again.
  ///
  /// @throws SQLException where a write fails; rows written before it stay
  public Counts run(InputSource source, RejectFile rejects) throws SQLException {
    imported = 0;
    try (InputRows rows = source.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        rejects.add(row.get());
        switch (row.get()) {
          case InputRow.Good good -> add(good.indicator());
          case InputRow.Bad bad -> {}
        }
      }
    }
    flush();
    return new Counts(imported, rejects.badRows(), rejects.warnings());
  }

  private void add(Indicator indicator) throws SQLException {
    pending.add(indicator);
    characters += (long) indicator.dates().size() * POINT_CHARACTERS;
    for (IndicatorField field : IndicatorField.values()) {
      String text = indicator.text(field);
      characters += text == null ? 0 : text.length();
    }
    if (pending.size() == ROWS || characters >= CHARACTERS) {
      flush();
    }
  }

  private void flush() throws SQLException {
    if (!pending.isEmpty()) {
      table.upsert(pending);
      imported += pending.size();
      pending.clear();
      characters = 0;
    }
  }
}
