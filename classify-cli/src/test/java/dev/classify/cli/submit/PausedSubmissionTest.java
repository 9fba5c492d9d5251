package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.indicator.Indicator;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Batches of a job that another command pauses or cancels.
class PausedSubmissionTest {

  private static final Job JOB =
      new Job(
          "job",
          "rows",
          "rules",
          "version",
          1,
          false,
          0,
          Job.State.RUNNING,
          1,
          0,
          Instant.EPOCH,
          Instant.EPOCH,
          null,
          null,
          null,
          null);

  private final AtomicInteger begun = new AtomicInteger();
  private final RunCounts counts = new RunCounts();

  @Test
  void pausedSubmissionSendsNothingUntilItIsResumed() throws Exception {
    try (IngressNodes nodes = unreachable();
        Submission submission = submission(nodes)) {
      submission.pause(true);
      CompletableFuture<Boolean> offered = offer(submission);
      Thread.sleep(200);
      assertThat(offered).isNotDone();
      assertThat(begun).hasValue(0);

      submission.pause(false);
      assertThat(offered.get(10, TimeUnit.SECONDS)).isTrue();
      submission.abandon();
      submission.await();
      assertThat(begun).hasValue(1);
    }
  }

  @Test
  void abandonedSubmissionTakesNoBatchAndWaitsForNone() throws Exception {
    try (IngressNodes nodes = unreachable();
        Submission submission = submission(nodes)) {
      assertThat(submission.offer(batch())).isTrue();
      submission.pause(true);
      CompletableFuture<Boolean> offered = offer(submission);
      submission.abandon();

      assertThat(offered.get(10, TimeUnit.SECONDS)).isFalse();
      submission.await();
      assertThat(counts.snapshot().failed()).isZero();
      assertThat(counts.snapshot().done()).isZero();
    }
  }

  private static CompletableFuture<Boolean> offer(Submission submission) {
    CompletableFuture<Boolean> offered = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                offered.complete(submission.offer(batch()));
              } catch (InterruptedException fault) {
                offered.completeExceptionally(fault);
              }
            });
    return offered;
  }

  private static Batch batch() {
    BatchCutter cutter = new BatchCutter();
    assertThat(cutter.add(Indicator.of("one", "Retail sales", null, null))).isEmpty();
    return cutter.rest().orElseThrow();
  }

  private static IngressNodes unreachable() {
    return new IngressNodes(
        IngressSettings.of(List.of(URI.create("http://127.0.0.1:1")), List.of()));
  }

  private Submission submission(IngressNodes nodes) {
    DataSource down =
        (DataSource)
            Proxy.newProxyInstance(
                PausedSubmissionTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, _, _) -> {
                  begun.incrementAndGet();
                  throw new SQLException("down");
                });
    return new Submission(
        nodes,
        new JobProgress(down),
        new Submission.RunContext(JOB, "secret", "run", AnswerSettings.BY_RULES, false),
        counts,
        8);
  }
}
