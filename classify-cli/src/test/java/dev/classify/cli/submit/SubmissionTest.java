package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.indicator.Indicator;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SubmissionTest {

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

  @Test
  void programmingErrorInTheThreadOfABatchIsCountedAndReported() throws Exception {
    DataSource broken =
        (DataSource)
            Proxy.newProxyInstance(
                SubmissionTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, _, _) -> {
                  throw new IllegalStateException("a bug");
                });
    RunCounts counts = new RunCounts();
    BatchCutter cutter = new BatchCutter();
    assertThat(cutter.add(Indicator.of("one", "Retail sales", null, null))).isEmpty();
    try (IngressNodes nodes =
            new IngressNodes(
                IngressSettings.of(List.of(URI.create("http://127.0.0.1:1")), List.of()));
        Submission submission =
            new Submission(
                nodes,
                new JobProgress(broken),
                new Submission.RunContext(JOB, "run", AnswerSettings.BY_RULES, false),
                counts,
                1)) {
      submission.offer(cutter.rest().orElseThrow());
      submission.await();
    }

    assertThat(counts.snapshot().failed()).isOne();
    assertThat(counts.snapshot().failure()).contains("a bug");
  }
}
