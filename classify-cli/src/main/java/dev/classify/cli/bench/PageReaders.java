package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.access.Role;
import dev.classify.local.LocalStack;
import dev.classify.local.http.Http;
import dev.classify.store.access.MachineTokens;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// People who look at the jobs of a stack while it works, and a Prometheus that reads its metrics:
/// an open stream of events, two readers of the jobs screen every 2 s, and a scrape of each worker
/// every 15 s. They read until this is closed.
public final class PageReaders implements AutoCloseable {

  private static final int READERS = 2;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ApiCaller> callers = new ArrayList<>();
  private final List<Future<?>> readers = new ArrayList<>();

  private PageReaders() {}

  /// Begins to read.
  public static PageReaders of(LocalStack stack, HikariDataSource database) throws SQLException {
    PageReaders readers = new PageReaders();
    URI api = stack.addresses().gateway();
    readers.repeat(api, database, "/api/v1/events", Duration.ZERO);
    for (int i = 0; i < READERS; i++) {
      readers.repeat(api, database, "/api/v1/jobs", LOOK);
    }
    for (URI metrics : stack.metrics()) {
      readers.readers.add(readers.threads.submit(() -> scrape(metrics)));
    }
    return readers;
  }

  private void repeat(URI api, HikariDataSource database, String address, Duration pause)
      throws SQLException {
    MachineTokens.Created token =
        new MachineTokens(database).create("bench throughput", Role.VIEWER, Duration.ofHours(1));
    ApiCaller caller = new ApiCaller(api, token.secret());
    callers.add(caller);
    readers.add(
        threads.submit(
            () -> {
              while (true) {
                // A stream of events does not end by itself.
                caller.text(address);
                Thread.sleep(pause);
              }
            }));
  }

  private static Void scrape(URI metrics) throws IOException, InterruptedException {
    while (true) {
      Http.get(metrics, TIMEOUT);
      Thread.sleep(SCRAPE);
    }
  }

  /// Stops reading.
  ///
  /// @throws IllegalStateException if a reader had stopped before, because the figure would be
  /// wrong
  @Override
  public void close() {
    boolean stopped = readers.stream().anyMatch(Future::isDone);
    readers.forEach(reader -> reader.cancel(true));
    callers.forEach(ApiCaller::close);
    threads.shutdownNow();
    try {
      threads.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (stopped) {
      throw new IllegalStateException("a reader of the page stopped early");
    }
  }
}
