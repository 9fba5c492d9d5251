package dev.classify.store;

import java.lang.reflect.Type;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/// Runs the store's statements through JDBI.
///
/// Statements are sent as written, with named parameters such as `:jobId`. A row is read into a
/// record by the names of its columns: `job_id` is the component `jobId`. A failure reaches the
/// caller as the driver's [SQLException], because its SQL state says whether a retry can help.
public final class Statements {

  private final Jdbi jdbi;

  public Statements(DataSource database) {
    jdbi = Jdbi.create(database).registerArrayType(String.class, "text");
    jdbi.registerRowMapper(Statements::recordMapper);
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
  }

  /// Runs work on one connection; each statement commits on its own.
  public <T extends @Nullable Object> T run(HandleCallback<T, SQLException> work)
      throws SQLException {
    try {
      return jdbi.withHandle(work);
    } catch (JdbiException failure) {
      throw driverFailure(failure);
    }
  }

  /// Runs work as one transaction: commits at its end, and rolls back if it throws or has already
  /// called `rollback`.
  public <T extends @Nullable Object> T inTransaction(HandleCallback<T, SQLException> work)
      throws SQLException {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException failure) {
      throw driverFailure(failure);
    }
  }

  private static Optional<RowMapper<?>> recordMapper(Type type, ConfigRegistry config) {
    Class<?> wanted = GenericTypes.getErasedType(type);
    return wanted.isRecord() ? Optional.of(ConstructorMapper.of(wanted)) : Optional.empty();
  }

  /// The failure of the driver behind one of JDBI; a fault of our own is thrown as it is.
  private static SQLException driverFailure(JdbiException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    throw failure;
  }
}
