package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.store.generated.GeneratedEvents;
import dev.classify.store.projections.Projection;
import dev.classify.store.projections.ProjectionTables;
import dev.classify.store.projections.Projections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/// What tests do with projectors while events arrive, and how they compare the result.
record ProjectorTrial(EmbeddedStack stack, ProjectorProcesses projectors) {

  private static final int EVENTS_OF_A_TRANSACTION = 100;
  private static final int INDICATORS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// For a log of a long trial.
  private static final Duration REBUILD = Duration.ofMinutes(15);

  /// Appends events until enough are there, also while the database restarts.
  ///
  /// @param more asked with the number that was appended
  CompletableFuture<Long> stream(LongPredicate more) {
    return CompletableFuture.supplyAsync(
        () -> {
          long appended = 0;
          try (HikariDataSource database = stack.openDatabase()) {
            while (more.test(appended)) {
              appended += append(database, appended);
            }
          } catch (IOException fault) {
            throw new UncheckedIOException(fault);
          }
          return appended;
        });
  }

  /// A transaction whose end is unknown is repeated, and may count twice; the log knows.
  private static int append(DataSource database, long before) {
    try {
      GeneratedEvents.append(database, before + 1, before + EVENTS_OF_A_TRANSACTION, INDICATORS);
      sleep(Duration.ofMillis(60));
      return EVENTS_OF_A_TRANSACTION;
    } catch (SQLException databaseIsDown) {
      sleep(Duration.ofMillis(200));
      return 0;
    }
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Kills the server with all its connections; the supervisor starts it again.
  void killDatabase() throws IOException {
    stack
        .supervisor()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .findFirst()
        .orElseThrow()
        .destroyForcibly();
  }

  /// Waits until a condition holds, and returns how long that took.
  Duration await(String what, Duration patience, Callable<Boolean> condition) {
    Instant begin = Instant.now();
    Awaitility.await(what)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .conditionEvaluationListener(
            evaluated -> {
              if (evaluated.getRemainingTimeInMS() < 100 && !evaluated.isSatisfied()) {
                System.err.println(projectors.logs());
              }
            })
        .until(condition);
    Duration took = Duration.between(begin, Instant.now());
    System.err.printf("%s after %d ms%n", what, took.toMillis());
    return took;
  }

  Duration awaitProcessing(int count) {
    return await("%d processing".formatted(count), PATIENCE, () -> projectors.process(count));
  }

  /// Lets the only projector that is left make the tables anew, in the order of the log, and
  /// compares them with what is there.
  void assertSameAsASingleProjectorMakes() throws Exception {
    ProjectedRows rows = new ProjectedRows(stack);
    await("the end of the log", PATIENCE, () -> rows.lag() == 0);
    Map<String, String> streamed = rows.fingerprints();
    try (HikariDataSource database = stack.openDatabase()) {
      for (Projection projection : Projections.ALL) {
        new ProjectionTables(database).rebuild(projection.name());
      }
    }
    await("builds anew", REBUILD, () -> rows.builds() == Projections.ALL.size());
    await("the end of the log again", PATIENCE, () -> rows.lag() == 0);
    assertThat(streamed).isNotEmpty().doesNotContainValue("empty");
    assertThat(rows.fingerprints()).isEqualTo(streamed);
  }
}
