package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// One job after another with the same rows, as long as something is done to the cluster.
///
/// @param ended how many there were
record RepeatedJobs(
    DatabaseQueries tables, AtomicBoolean enough, CompletableFuture<Integer> ended) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// Two batches are in flight at a time, so that a job lasts.
  ///
  /// @param command such as `local run`
  static RepeatedJobs begin(
      BuiltProgram program, DatabaseQueries tables, Path input, int rows, String... command) {
    AtomicBoolean enough = new AtomicBoolean();
    // Not in the common pool, which has one thread on two cores: the client of Restate uses it.
    CompletableFuture<Integer> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                int jobs = 0;
                do {
                  run(program, new StoredJob(tables, id(++jobs), rows), input, command);
                } while (!enough.get());
                return jobs;
              } catch (InterruptedException | SQLException e) {
                throw new AssertionError(e);
              }
            },
            Thread.ofPlatform().daemon()::start);
    return new RepeatedJobs(tables, enough, ended);
  }

  private static String id(int number) {
    return "job-" + number;
  }

  private static void run(BuiltProgram program, StoredJob job, Path input, String... command)
      throws InterruptedException, SQLException {
    String[] options = {input.toString(), "--job", job.id(), "--force", "--in-flight", "2"};
    String[] words = Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new);
    BuiltProgram.Result run = program.begin(words).await(LIMIT);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    job.assertEveryRowStoredOnce();
  }

  void awaitFirstRow() {
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> ended.isCompletedExceptionally() || tables.stored(id(1)) > 0);
    assertThat(ended).isNotCompletedExceptionally();
  }

  /// Lets the present job be the last one.
  ///
  /// @return how many jobs there were, each of whose rows was stored once
  int end() throws Exception {
    enough.set(true);
    return ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
