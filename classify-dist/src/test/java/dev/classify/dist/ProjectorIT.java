package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Projectors as processes that join, leave, die and sleep while events arrive.
@Order(5)
@Timeout(value = 45, unit = TimeUnit.MINUTES)
class ProjectorIT {

  private static final int EVENTS = 50_000;
  private static final int PROJECTORS_MAX = 5;

  /// For a long trial: CLASSIFY_CHAOS_SECONDS=1800 CLASSIFY_CHAOS_SEED=7.
  private static final long CHAOS_SECONDS =
      Long.parseLong(System.getenv().getOrDefault("CLASSIFY_CHAOS_SECONDS", "10"));

  private static final long CHAOS_SEED =
      Long.parseLong(System.getenv().getOrDefault("CLASSIFY_CHAOS_SEED", "17"));

  @TempDir private static Path folder;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.up(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    stack.down();
  }

  private static ProjectorProcesses projectors(Map<String, String> times) throws Exception {
    return new ProjectorProcesses(
        stack.address("restate-ingress"),
        stack.tables().database(),
        Files.createTempDirectory(folder, "logs"),
        times);
  }

  @Test
  void partitionOfAKilledProjectorIsTakenOverInTimeWithTheDefaultSettings() throws Exception {
    try (ProjectorProcesses projectors = projectors(Map.of())) {
      ProjectorTrial trial = new ProjectorTrial(stack, projectors);
      Process first = projectors.start();
      trial.awaitProcessing(1);
      Process second = projectors.start();
      assertThat(trial.awaitProcessing(2))
          .as("below 10 s on two cores, but other tests may have them")
          .isLessThan(Duration.ofSeconds(15));
      second.destroyForcibly();
      assertThat(trial.awaitProcessing(1))
          .as("the stale timeout and 5 s")
          .isLessThan(Duration.ofSeconds(35));
      first.destroy();
      first.waitFor();
    }
  }

  @Test
  void everyEventCountsOnceWhateverHappensToTheProjectors() throws Exception {
    try (ProjectorProcesses projectors = projectors(ProjectorProcesses.FAST)) {
      ProjectorTrial trial = new ProjectorTrial(stack, projectors);
      CompletableFuture<Long> stream = trial.stream(appended -> appended < EVENTS);
      List<Process> running = new ArrayList<>();
      for (int count : new int[] {1, 3, 5}) {
        while (running.size() < count) {
          running.add(projectors.start());
        }
        trial.awaitProcessing(count);
      }
      running.removeLast().destroyForcibly();
      assertThat(trial.awaitProcessing(4))
          .as("the stale timeout and 5 s")
          .isLessThan(Duration.ofSeconds(8));

      ProjectorProcesses.signal(running.getLast(), "STOP");
      trial.awaitProcessing(3);
      ProjectorProcesses.signal(running.getLast(), "CONT");
      trial.awaitProcessing(4);

      trial.killDatabase();
      running.removeLast().destroy();
      running.removeLast().destroy();
      trial.awaitProcessing(2);
      assertThat(stream.join()).isEqualTo(EVENTS);
      assertThat(NamedMetrics.namedOfProjectors())
          .hasSizeGreaterThan(9)
          .isSubsetOf(NamedMetrics.measured(NamedMetrics.scrape(projectors.metrics(1))));

      running.removeLast().destroy();
      trial.awaitProcessing(1);
      trial.assertSameAsASingleProjectorMakes();
      running.removeLast().destroy();
    }
  }

  @Test
  void everyEventCountsOnceInChaos() throws Exception {
    Random random = new Random(CHAOS_SEED);
    Instant end = Instant.now().plusSeconds(CHAOS_SECONDS);
    try (ProjectorProcesses projectors = projectors(ProjectorProcesses.FAST)) {
      ProjectorTrial trial = new ProjectorTrial(stack, projectors);
      CompletableFuture<Long> stream = trial.stream(_ -> Instant.now().isBefore(end));
      List<Process> running = new ArrayList<>();
      while (Instant.now().isBefore(end)) {
        String what = disturb(trial, running, random.nextInt(10), random);
        System.err.printf("chaos seed=%d: %s%n", CHAOS_SEED, what);
        ProjectorTrial.sleep(Duration.ofMillis(500 + random.nextInt(4_000)));
      }
      System.err.printf("chaos seed=%d events=%d%n", CHAOS_SEED, stream.join());
      while (running.size() > 1) {
        running.removeLast().destroy();
      }
      if (running.isEmpty()) {
        running.add(projectors.start());
      }
      trial.awaitProcessing(1);
      trial.assertSameAsASingleProjectorMakes();
      running.removeLast().destroy();
    }
  }

  /// @return what was done
  private static String disturb(
      ProjectorTrial trial, List<Process> running, int choice, Random random) throws Exception {
    if (running.isEmpty() || (choice < 4 && running.size() < PROJECTORS_MAX)) {
      running.add(trial.projectors().start());
      return "one more, %d in all".formatted(running.size());
    }
    int which = random.nextInt(running.size());
    return switch (choice) {
      case 4, 5 -> {
        running.remove(which).destroy();
        yield "SIGTERM, %d left".formatted(running.size());
      }
      case 6 -> {
        running.remove(which).destroyForcibly();
        yield "kill -9, %d left".formatted(running.size());
      }
      case 7, 8 -> {
        int millis = 500 + random.nextInt(6_000);
        ProjectorProcesses.signal(running.get(which), "STOP");
        ProjectorTrial.sleep(Duration.ofMillis(millis));
        ProjectorProcesses.signal(running.get(which), "CONT");
        yield "slept %d ms".formatted(millis);
      }
      case 9 -> {
        trial.killDatabase();
        yield "database killed";
      }
      default -> "nothing";
    };
  }
}
