package dev.classify.store.results;

import dev.classify.store.outcomes.DecidedByJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// Reads the current answers and rejections.
public final class Results {

  /// Rows that the driver holds at a time: an export of any size needs the memory of so many.
  private static final int FETCH_ROWS = 500;

  private final DataSource database;

  public Results(DataSource database) {
    this.database = database;
  }

  /// Hands over every wanted answer in the order of the ids' code points.
  ///
  /// @return how many there were
  public long each(ResultFilter filter, Consumer<Result> reader) throws SQLException {
    StringBuilder select = new StringBuilder("select ").append(columns());
    select.append(" from classifications where true");
    List<Object> parameters = new ArrayList<>();
    where(select, parameters, filter);
    select.append(" order by indicator_id collate \"C\"");
    limit(select, filter);
    return read(select.toString(), parameters, rows -> reader.accept(result(rows)));
  }

  /// Hands over the last answer that a job gave to each of these indicators, whatever was answered
  /// since; names are not kept. What the job rejected last has none.
  public void eachOfJob(String jobId, Collection<String> ids, Consumer<Result> reader)
      throws SQLException {
    String select =
        """
        select * from (
          select distinct on (indicator_id) *, null::text as name, attempted_at as classified_at
            from classification_attempts
           where job_id = ? and indicator_id = any(?)
           order by indicator_id, position desc) as last
         where outcome = 'classified'
        """;
    List<Object> parameters = List.of(jobId, ids.toArray(String[]::new));
    read(select, parameters, rows -> reader.accept(result(rows)));
  }

  public static void where(StringBuilder select, List<Object> parameters, ResultFilter filter) {
    if (!filter.ids().isEmpty()) {
      select.append(" and indicator_id = any(?)");
      parameters.add(filter.ids().toArray(String[]::new));
    }
    equal(select, parameters, "job_id", filter.jobId());
    equal(select, parameters, "family", filter.family());
    equal(select, parameters, "indicator_type", filter.indicatorType());
    equal(select, parameters, "unit_type", filter.unitType());
    equal(select, parameters, "currency", filter.currency());
    String text = filter.text();
    if (text != null) {
      select.append(" and (position(lower(?) in lower(indicator_id)) > 0");
      select.append(" or position(lower(?) in lower(name)) > 0)");
      parameters.add(text);
      parameters.add(text);
    }
    Double confidenceBelow = filter.confidenceBelow();
    if (confidenceBelow != null) {
      select.append(" and confidence < ?");
      parameters.add(confidenceBelow);
    }
  }

  public static void limit(StringBuilder select, ResultFilter filter) {
    if (filter.rowsMax() > 0) {
      select.append(" limit ").append(filter.rowsMax());
    }
  }

  /// The present rejections, in the order of the ids' code points.
  public List<Rejection> rejections(@Nullable String jobId, int rowsMax) throws SQLException {
    StringBuilder select = new StringBuilder("select indicator_id, stage, reason, job_id");
    select.append(" from rejections where true");
    List<Object> parameters = new ArrayList<>();
    equal(select, parameters, "job_id", jobId);
    select.append(" order by indicator_id collate \"C\"");
    if (rowsMax > 0) {
      select.append(" limit ").append(rowsMax);
    }
    List<Rejection> rejections = new ArrayList<>();
    read(
        select.toString(),
        parameters,
        row ->
            rejections.add(
                new Rejection(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    return rejections;
  }

  /// An indicator without an answer for its present content.
  public record Rejection(String indicatorId, String stage, String reason, String jobId) {}

  private interface RowReader {
    void accept(ResultSet row) throws SQLException;
  }

  private long read(String select, List<Object> parameters, RowReader reader) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false); // else the driver ignores the fetch size and holds all rows
      try (PreparedStatement statement = connection.prepareStatement(select)) {
        statement.setFetchSize(FETCH_ROWS);
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          long count = 0;
          while (rows.next()) {
            reader.accept(rows);
            count++;
          }
          return count;
        }
      } finally {
        connection.rollback();
      }
    }
  }

  private static void equal(
      StringBuilder select, List<Object> parameters, String column, @Nullable String value) {
    if (value != null) {
      select.append(" and ").append(column).append(" = ?");
      parameters.add(value);
    }
  }

  private static String columns() {
    return Arrays.stream(ResultColumn.values())
        .map(ResultColumn::column)
        .collect(Collectors.joining(", "));
  }

  private static Result result(ResultSet row) throws SQLException {
    Map<ResultColumn, @Nullable Object> values = new EnumMap<>(ResultColumn.class);
    for (ResultColumn column : ResultColumn.values()) {
      values.put(
          column,
          switch (row.getObject(column.column())) {
            case Timestamp time -> time.toInstant().toString();
            case PGobject json -> DecidedByJson.tree(json.getValue());
            case null -> null;
            case Object value -> value;
          });
    }
    return new Result(values);
  }
}
