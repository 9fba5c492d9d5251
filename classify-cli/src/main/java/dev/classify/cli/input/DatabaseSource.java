package dev.classify.cli.input;

import dev.classify.indicator.IndicatorField;
import dev.classify.input.ColumnMapping;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRows;
import dev.classify.store.source.SourceIndicators;
import java.nio.file.Path;
import java.sql.SQLException;

/// A table or query of a PostgreSQL database, ordered by the id.
final class DatabaseSource implements InputSource {

  private final SourceIndicators database;
  private final String tableOrQuery;
  private final InputOptions options;

  DatabaseSource(SourceIndicators database, String tableOrQuery, InputOptions options) {
    this.database = database;
    this.tableOrQuery = tableOrQuery.strip();
    this.options = options;
  }

  @Override
  public String name() {
    return tableOrQuery.chars().anyMatch(Character::isWhitespace) ? "query" : tableOrQuery;
  }

  @Override
  public Path rejectFile() {
    return Path.of(name().replaceAll("[^\\w.-]", "_") + ".rejects.csv");
  }

  @Override
  public InputRows open() {
    try {
      ColumnMapping columns =
          ColumnMapping.of(name(), database.columns(tableOrQuery), options.assigned());
      String order = columns.column(IndicatorField.INDICATOR_ID);
      return new InputRows(
          name(), new DatabaseRows(name(), database.read(tableOrQuery, order), columns));
    } catch (SQLException e) {
      throw DatabaseRows.unreadable(name(), e);
    }
  }

  @Override
  public void close() {}
}
