package dev.classify.store.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.classify.indicator.ExtraColumns;
import dev.classify.store.Statements;
import dev.classify.store.outcomes.DecidedByJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// Reads the current answers and rejections.
public final class Results {

  /// Rows that the driver holds at a time: an export of any size needs the memory of so many.
  private static final int FETCH_ROWS = 500;

  /// A condition on `classifications`, for [#bind].
  public static final String MATCHES_FILTER =
      """
      (cardinality(:ids) = 0 or indicator_id = any(:ids))
         and (:jobId::text is null or job_id = :jobId)
         and (:family::text is null or family = :family)
         and (:indicatorType::text is null or indicator_type = :indicatorType)
         and (:unitType::text is null or unit_type = :unitType)
         and (:currency::text is null or currency = :currency)
         and (:text::text is null
           or position(lower(:text) in lower(indicator_id)) > 0
           or position(lower(:text) in lower(name)) > 0)
         and (:confidenceBelow::float8 is null or confidence < :confidenceBelow)\
      """;

  private final Statements statements;

  public Results(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Passes every answer that matches to the reader, in the order of the ids' code points.
  ///
  /// @return how many matched
  public long each(ResultFilter filter, Consumer<Result> reader) throws SQLException {
    return each(filter, ResultColumn.ALL, reader);
  }

  /// The same.
  ///
  /// @param columns which are read, of [#exported]
  public long each(ResultFilter filter, List<ResultColumn> columns, Consumer<Result> reader)
      throws SQLException {
    String select = ExportSql.select(MATCHES_FILTER, "limit nullif(:rowsMax, 0)", columns);
    return statements.inTransaction(
        handle -> read(bind(handle.createQuery(select), filter), columns, reader));
  }

  /// The columns of an export of the answers that match: those of the answer, those of the source
  /// if wanted, and the extra ones that any of the answers has.
  public List<ResultColumn> exported(ResultFilter filter, boolean withSource) throws SQLException {
    String select = ExportSql.extraNames(MATCHES_FILTER);
    return statements.run(
        handle ->
            ResultColumn.exported(
                withSource,
                bind(handle.createQuery(select), filter)
                    .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                    .mapTo(String.class)
                    .list()));
  }

  /// The same for answers that a person looks for.
  public List<ResultColumn> exported(ResultQuery query, boolean withSource) throws SQLException {
    String select = ExportSql.extraNames(query.condition());
    return statements.run(
        handle ->
            ResultColumn.exported(
                withSource,
                handle
                    .createQuery(select)
                    .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                    .bindMap(query.parameters())
                    .mapTo(String.class)
                    .list()));
  }

  /// Passes every answer that a person looks for to the reader, in the order of the ids.
  ///
  /// @param columns which are read, of [#exported]
  /// @return how many matched
  public long each(ResultQuery query, List<ResultColumn> columns, Consumer<Result> reader)
      throws SQLException {
    String select = ExportSql.select(query.condition(), "", columns);
    return statements.inTransaction(
        handle ->
            read(
                handle
                    .createQuery(select)
                    .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                    .bindMap(query.parameters()),
                columns,
                reader));
  }

  /// Passes the last answer that a job gave to each of these indicators, even if it has been
  /// replaced since; names are not kept. Indicators that the job rejected last have none.
  public void eachOfJob(String jobId, Collection<String> ids, Consumer<Result> reader)
      throws SQLException {
    String select =
        """
        select * from (
          select distinct on (indicator_id) *, null::text as name, attempted_at as classified_at
            from classification_attempts
           where job_id = :jobId and indicator_id = any(:ids)
             and reviewed_by is null
           order by indicator_id, position desc) as last
         where outcome = 'classified'
        """;
    statements.inTransaction(
        handle ->
            read(
                handle.createQuery(select).bind("jobId", jobId).bindArray("ids", String.class, ids),
                ResultColumn.ALL,
                reader));
  }

  /// Binds the parameters of [#MATCHES_FILTER] and `:rowsMax`.
  public static Query bind(Query query, ResultFilter filter) {
    return query.bindMethods(filter).bindArray("ids", String.class, filter.ids());
  }

  /// The present rejections, in the order of the ids' code points.
  ///
  /// @param jobId of the job that rejected them; null for any
  /// @param rowsMax at most this many; 0 for all
  public List<Rejection> rejections(@Nullable String jobId, int rowsMax) throws SQLException {
    String select =
        """
        select indicator_id, stage, reason, job_id from rejections
         where :jobId::text is null or job_id = :jobId
         order by indicator_id collate "C"
         limit nullif(:rowsMax, 0)
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("jobId", jobId)
                .bind("rowsMax", rowsMax)
                .mapTo(Rejection.class)
                .list());
  }

  /// An indicator without an answer for its present content.
  public record Rejection(String indicatorId, String stage, String reason, String jobId) {}

  /// Reads in a transaction: outside one the driver ignores the fetch size and holds all rows.
  private static long read(Query query, List<ResultColumn> columns, Consumer<Result> reader) {
    long count = 0;
    try (ResultIterator<Result> results =
        query.setFetchSize(FETCH_ROWS).map((row, _) -> result(row, columns)).iterator()) {
      while (results.hasNext()) {
        reader.accept(results.next());
        count++;
      }
    }
    return count;
  }

  private static Result result(ResultSet row, List<ResultColumn> columns) throws SQLException {
    Map<ResultColumn, @Nullable Object> values = new HashMap<>();
    JsonNode extra = MissingNode.getInstance();
    boolean parsed = false;
    for (ResultColumn column : columns) {
      Optional<String> name = column.extra();
      if (name.isPresent()) {
        if (!parsed) {
          JsonNode stored = DecidedByJson.tree(row.getString(ExtraColumns.KEY));
          extra = Objects.requireNonNullElse(stored, extra);
          parsed = true;
        }
        values.put(column, extra.path(name.get()).textValue());
        continue;
      }
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
