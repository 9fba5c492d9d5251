package dev.classify.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/// A database that explains each query with its parameters before it runs it.
public final class ExplainedDatabase {

  private final DataSource database;
  private final List<String> plans = new ArrayList<>();

  public ExplainedDatabase(DataSource database) {
    this.database = database;
  }

  /// The plans of the queries since the last call.
  public List<String> plans() {
    List<String> seen = List.copyOf(plans);
    plans.clear();
    return seen;
  }

  public DataSource dataSource() {
    return wrapped(
        DataSource.class,
        database,
        (method, arguments, result) ->
            result instanceof Connection connection ? explained(connection) : result);
  }

  private Connection explained(Connection connection) {
    return wrapped(
        Connection.class,
        connection,
        (method, arguments, result) ->
            result instanceof PreparedStatement statement
                ? explained(connection, (String) arguments[0], statement)
                : result);
  }

  private PreparedStatement explained(
      Connection connection, String sql, PreparedStatement statement) {
    List<Setting> settings = new ArrayList<>();
    return (PreparedStatement)
        Proxy.newProxyInstance(
            ExplainedDatabase.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (_, method, arguments) -> {
              if (method.getName().startsWith("set")
                  && arguments.length > 1
                  && arguments[0] instanceof Integer) {
                settings.add(new Setting(method, Arrays.asList(arguments)));
              }
              if (method.getName().startsWith("execute")
                  && sql.contains("select")
                  && !sql.startsWith("explain")) {
                plans.add(plan(connection, sql, settings));
              }
              return invoked(method, statement, arguments);
            });
  }

  private record Setting(Method method, List<Object> arguments) {}

  private static String plan(Connection connection, String sql, List<Setting> settings)
      throws Throwable {
    try (PreparedStatement explain =
        connection.prepareStatement("explain (analyze, timing off, buffers off) " + sql)) {
      for (Setting setting : settings) {
        invoked(setting.method(), explain, setting.arguments().toArray());
      }
      StringBuilder plan = new StringBuilder(sql).append('\n');
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  private interface Change {
    Object apply(Method method, Object[] arguments, Object result) throws SQLException;
  }

  private static <T> T wrapped(Class<T> type, T object, Change change) {
    return type.cast(
        Proxy.newProxyInstance(
            ExplainedDatabase.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                change.apply(method, arguments, invoked(method, object, arguments))));
  }

  private static Object invoked(Method method, Object object, Object[] arguments) throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException fault) {
      throw fault.getCause();
    }
  }
}
