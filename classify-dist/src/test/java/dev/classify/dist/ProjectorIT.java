package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.store.projections.Projection;
import dev.classify.store.projections.ProjectionTables;
import dev.classify.store.projections.Projections;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Projectors as processes that join, leave, die and sleep while events arrive.
@Timeout(600)
class ProjectorIT {

  private static final int EVENTS = 50_000;
  private static final int EVENTS_OF_A_TRANSACTION = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void everyEventCountsOnceWhateverHappensToTheProjectors() throws Exception {
    EmbeddedStack stack = EmbeddedStack.up(folder);
    ProjectedRows rows = new ProjectedRows(stack);
    try (ProjectorProcesses projectors =
        new ProjectorProcesses(
            stack.address("restate-ingress"),
            stack.tables().database(),
            folder,
            ProjectorProcesses.FAST)) {
      AtomicInteger appended = new AtomicInteger();
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(rows, appended));
      List<Process> running = new ArrayList<>();
      running.add(projectors.start());
      await(projectors, "one", () -> projectors.process(1));
      running.add(projectors.start());
      running.add(projectors.start());
      await(projectors, "three", () -> projectors.process(3));
      running.add(projectors.start());
      running.add(projectors.start());
      await(projectors, "five", () -> projectors.process(5));

      running.removeLast().destroyForcibly();
      Instant killed = Instant.now();
      await(projectors, "four after kill -9", () -> projectors.process(4));
      assertThat(Duration.between(killed, Instant.now()))
          .as("the stale timeout and 5 s")
          .isLessThan(Duration.ofSeconds(8));

      Process sleeper = running.getLast();
      ProjectorProcesses.signal(sleeper, "STOP");
      await(projectors, "three without the sleeper", () -> projectors.process(3));
      ProjectorProcesses.signal(sleeper, "CONT");
      await(projectors, "four with the sleeper", () -> projectors.process(4));

      postgres(stack).destroyForcibly();
      running.removeLast().destroy();
      running.removeLast().destroy();
      await(projectors, "two after SIGTERM", () -> projectors.process(2));

      writer.join();
      await(projectors, "the end of the log", () -> rows.lag() == 0);
      assertThat(stack.number("select count(*) from events")).isGreaterThanOrEqualTo(EVENTS);
      Map<String, String> streamed = rows.fingerprints();

      // What one projector makes of the whole log, in order, is what all of them must have made.
      running.removeLast().destroy();
      await(projectors, "one at the end", () -> projectors.process(1));
      try (HikariDataSource database = stack.openDatabase()) {
        for (Projection projection : Projections.ALL) {
          new ProjectionTables(database).rebuild(projection.name());
        }
      }
      await(projectors, "builds anew", () -> rows.builds() == Projections.ALL.size());
      await(projectors, "the end of the log again", () -> rows.lag() == 0);
      assertThat(streamed).isNotEmpty().doesNotContainValue("empty");
      assertThat(rows.fingerprints()).isEqualTo(streamed);
    }
  }

  private static void write(ProjectedRows rows, AtomicInteger appended) {
    while (appended.get() < EVENTS) {
      try {
        rows.append(EVENTS_OF_A_TRANSACTION, appended.get() + 1);
        appended.addAndGet(EVENTS_OF_A_TRANSACTION);
        Thread.sleep(60);
      } catch (SQLException databaseIsDown) {
        sleep();
      } catch (Exception fault) {
        throw new IllegalStateException(fault);
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessHandle postgres(EmbeddedStack stack) throws Exception {
    return stack
        .supervisor()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .findFirst()
        .orElseThrow();
  }

  private static void await(
      ProjectorProcesses projectors, String what, Callable<Boolean> condition) {
    Instant begin = Instant.now();
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .conditionEvaluationListener(
            evaluated -> {
              if (evaluated.getRemainingTimeInMS() < 100 && !evaluated.isSatisfied()) {
                System.err.println(projectors.logs());
              }
            })
        .until(condition);
    System.err.printf("%s after %d ms%n", what, Duration.between(begin, Instant.now()).toMillis());
  }
}
