package dev.classify.cli.input;

import dev.classify.exit.CommandFailure;
import dev.classify.input.ColumnMapping;
import dev.classify.input.RawRows;
import dev.classify.store.source.SourceRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of a table or query; their line is their number.
final class DatabaseRows implements RawRows {

  private final String source;
  private final SourceRows rows;
  private final ColumnMapping columns;
  private long row;

  DatabaseRows(String source, SourceRows rows, ColumnMapping columns) {
    this.source = source;
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public Optional<RawRow> next() {
    try {
      List<@Nullable String> values = rows.next();
      if (values == null) {
        return Optional.empty();
      }
      row++;
      return Optional.of(new RawRow.Parsed(row, columns.draft(values)));
    } catch (SQLException e) {
      throw unreadable(source, e);
    }
  }

  @Override
  public List<String> extraColumns() {
    return List.copyOf(columns.extra().keySet());
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (SQLException e) {
      throw unreadable(source, e);
    }
  }

  static CommandFailure unreadable(String source, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String fix =
        switch (state.substring(0, Math.min(2, state.length()))) {
          case "08" -> "check that the database is running, and its URL, user and password";
          case "28" -> "check the user and password of the database";
          case String other ->
              state.equals("42P01")
                  ? "name a table that exists, or fill " + source + " with: classify import FILE"
                  : "check the name or the query";
        };
    return CommandFailure.usage(source + " cannot be read: " + e.getMessage(), fix, e);
  }
}
