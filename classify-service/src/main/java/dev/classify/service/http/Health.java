package dev.classify.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.api.Build;
import dev.classify.store.TlsFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Whether this worker can work, as `GET /classify-api/health` reports it.
public final class Health {

  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);

  /// Batches are stored over the same few connections, so callers cannot keep the checks going.
  private static final Duration VALID = Duration.ofSeconds(1);

  private final String service;
  private final DataSource database;
  private final int connectionsMax;
  private final boolean pooler;
  private final LongSupplier nanos;
  private final Instant startedAt = Instant.now();
  private @Nullable Report last;
  private long lastNanos;

  /// @param connectionsMax how many connections to the database this worker opens at most
  /// @param pooler whether it reaches the database over those of a pooler too
  public Health(String service, DataSource database, int connectionsMax, boolean pooler) {
    this(service, database, connectionsMax, pooler, System::nanoTime);
  }

  /// @param nanos a clock that only ever goes forward
  Health(
      String service, DataSource database, int connectionsMax, boolean pooler, LongSupplier nanos) {
    this.service = service;
    this.database = database;
    this.connectionsMax = connectionsMax;
    this.pooler = pooler;
    this.nanos = nanos;
  }

  /// The result of a health check.
  ///
  /// @param working false where the worker could not store a batch now
  record Report(boolean working, String json) {}

  /// Checks everything that a batch needs, or repeats what the last check found less than a second
  /// ago. Blocks for some seconds where the database is down; callers at the same time share a
  /// check.
  synchronized Report check() {
    Report known = last;
    if (known != null && nanos.getAsLong() - lastNanos < VALID.toNanos()) {
      return known;
    }
    Report fresh = checkDatabase();
    last = fresh;
    lastNanos = nanos.getAsLong();
    return fresh;
  }

  private Report checkDatabase() {
    String fault = databaseFault();
    ObjectNode report = alive(fault.isEmpty() ? "ok" : "unavailable");
    ObjectNode check = report.putObject("checks").putObject("database");
    check.put("status", fault.isEmpty() ? "ok" : "unavailable");
    check.put("connections_max", connectionsMax);
    check.put("pooler", pooler);
    if (!fault.isEmpty()) {
      check.put("error", fault);
    }
    return new Report(fault.isEmpty(), report.toString());
  }

  /// Reports only that the process is alive.
  Report alive() {
    return new Report(true, alive("ok").toString());
  }

  private ObjectNode alive(String status) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", status)
        .put("service", service)
        .put("version", Build.version())
        .put("uptime_seconds", Duration.between(startedAt, Instant.now()).toSeconds());
  }

  private String databaseFault() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid((int) DATABASE_PATIENCE.toSeconds()) ? "" : "does not answer";
    } catch (SQLException e) {
      return "no connection: "
          + TlsFault.of(e).map(TlsFault::problem).orElse("SQL state " + e.getSQLState());
    }
  }
}
