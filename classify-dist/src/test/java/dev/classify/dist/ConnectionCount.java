package dev.classify.dist;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// The most connections of the application that PostgreSQL had at a time.
///
/// @param pooler the address of PgBouncer
record ConnectionCount(
    ScratchCluster cluster, String pooler, AtomicBoolean enough, CompletableFuture<int[]> most) {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  static ConnectionCount begin(ScratchCluster cluster) throws Exception {
    String format = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
    String pooler =
        cluster.docker().must("inspect", "-f", format, cluster.project() + "-pgbouncer-1").strip();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<int[]> most = new CompletableFuture<>();
    ConnectionCount count = new ConnectionCount(cluster, pooler, enough, most);
    Thread.ofPlatform().daemon().start(count::look);
    return count;
  }

  private void look() {
    int[] seen = new int[2];
    String sql =
        """
        select count(*) filter (where client_addr = '%s'), count(*)
          from pg_stat_activity where usename = 'classify' and pid <> pg_backend_pid()
        """
            .formatted(pooler);
    try (Connection connection = cluster.tables().connect();
        Statement statement = connection.createStatement()) {
      while (!enough.get()) {
        try (ResultSet row = statement.executeQuery(sql)) {
          row.next();
          seen[0] = Math.max(seen[0], row.getInt(1));
          seen[1] = Math.max(seen[1], row.getInt(2));
        }
        Thread.sleep(INTERVAL);
      }
      most.complete(seen);
    } catch (Exception e) {
      most.completeExceptionally(e);
    }
  }

  /// The connections of PgBouncer, and those of all.
  int[] end() throws Exception {
    enough.set(true);
    return most.get();
  }
}
