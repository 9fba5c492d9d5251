package dev.classify.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.store.TestDatabase;
import dev.classify.store.generated.GeneratedEvents;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.projections.JobReadModels;
import dev.classify.store.projections.JobReadModels.Counted;
import dev.classify.store.projections.JobReadModels.NotCounted;
import dev.classify.store.projections.ProjectionTables;
import dev.classify.store.projections.Projections;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobReadModelsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /// The generator gives the events from this number on to its second job.
  private static final long SECOND_JOB = 20_000;

  private static final String JOB = "generated-1";

  private final ProjectionEngine engine =
      new ProjectionEngine(
          DATABASE.dataSource(),
          Projections.ALL,
          new EngineSettings(100, Duration.ofMillis(20)),
          new EngineListener() {
            @Override
            public void fenced(long newGeneration) {}

            @Override
            public void refused(String problem, String fix) {}

            @Override
            public void failed(String projection, String reason) {}

            @Override
            public void activated(String projection, long build) {}
          });

  @BeforeEach
  void append() throws SQLException {
    DATABASE.execute(
        """
        insert into jobs
          (job_id, source, provider, answer_version, state, rows_total, rows_refused, started_at)
        values ('generated-0', 'rows.csv', 'rules', 'v', 'complete', 1, 0, now() - interval '1 h'),
               ('%s', 'rows.csv', 'rules', 'v', 'complete', 1, 0, now() - interval '5 min')
        """
            .formatted(JOB));
    GeneratedEvents.append(DATABASE.dataSource(), 1, 500, 400);
    GeneratedEvents.append(DATABASE.dataSource(), SECOND_JOB, SECOND_JOB + 499, 400);
  }

  @AfterEach
  void stop() {
    engine.stop();
  }

  @Test
  void jobIsReadOnceProjectorsHaveCountedIt() throws SQLException {
    assertThat(read()).isEqualTo(new NotCounted("no projector has run"));
    project();

    Counted counted = (Counted) read();

    assertThat(counted.lagSeconds()).isZero();
    assertThat(counted.confidences().stream().mapToLong(JobReadModels.Confidence::answers).sum())
        .isEqualTo(events("answered"));
    assertThat(counted.confidences())
        .extracting(JobReadModels.Confidence::decidedBy)
        .contains("rules", "model");
    assertThat(counted.placements().stream().mapToLong(JobReadModels.Placement::answered).sum())
        .isEqualTo(events("answered"));
    assertThat(counted.placements().stream().mapToLong(JobReadModels.Placement::rejected).sum())
        .isEqualTo(events("rejected"));
    assertThat(counted.families().stream().mapToLong(JobBreakdown.FamilyShare::rows).sum())
        .isEqualTo(
            DATABASE.number(
                "select count(*) from taxonomy_answers where job_id = '%s'".formatted(JOB)))
        .isPositive();
    assertThat(counted.drift())
        .hasValueSatisfying(
            drift -> {
              assertThat(drift.before()).isEqualTo("generated-0");
              assertThat(drift.drift()).isBetween(0.01, 0.99);
            });
  }

  @Test
  void loadOfModelsIsThatOfTheMinutesOfTheJob() throws SQLException {
    project();
    Counted counted = (Counted) read();
    JobReadModels.ModelLoad model =
        counted.models().stream()
            .filter(one -> one.model().equals("gpt-6-luna"))
            .findFirst()
            .orElseThrow();
    assertThat(counted.models())
        .extracting(JobReadModels.ModelLoad::model)
        .contains("rules", "people");
    assertThat(counted.models())
        .filteredOn(one -> one.rejected() > 0)
        .extracting(JobReadModels.ModelLoad::model)
        .containsExactly("nobody");
    String answered =
        " from events where kind = 'llm_request' and payload ->> 'model' = 'gpt-6-luna'"
            + " and payload ->> 'answered' = 'true' and payload ->> 'in_file' = 'false'";
    assertThat(model.meanMillis())
        .isEqualTo(
            DATABASE.number("select avg((payload ->> 'latency_ms')::numeric)::bigint" + answered));
    assertThat(model.p95Millis()).isEqualTo(50_000);
    assertThat(model.throttled()).isPositive().isLessThan(model.requests());

    Instant before = Instant.now().minus(Duration.ofHours(2));
    DATABASE.execute("update jobs set started_at = now() - interval '3 h'");
    assertThat(((Counted) new JobReadModels(DATABASE.dataSource()).of(job(), before)).models())
        .isEmpty();
  }

  @Test
  void jobIsNotReadFromTablesThatHoldAPartOfIt() throws SQLException {
    project();
    long counted = events("answered");
    DATABASE.execute(
        """
        insert into job_batches (batch_key, job_id, generation, round, ordinal, run_id, worker,
                                 classified, unchanged, rejected)
        values ('b', '%s', 1, 0, 0, 'r', 'w', %d, 0, 0)
        """
            .formatted(JOB, counted + 1));
    assertThat(read())
        .isEqualTo(
            new NotCounted(
                "projectors have counted %d of its %d answers".formatted(counted, counted + 1)));
    DATABASE.execute("update job_batches set classified = classified - 1");
    assertThat(read()).isInstanceOf(Counted.class);

    new ProjectionTables(DATABASE.dataSource()).pause("taxonomy", "ann wants to look");
    assertThat(read()).isEqualTo(new NotCounted("the projection taxonomy is paused"));
  }

  private JobReadModels.Found read() throws SQLException {
    return new JobReadModels(DATABASE.dataSource()).of(job(), Instant.now());
  }

  private static Job job() throws SQLException {
    return new Jobs(DATABASE.dataSource()).find(JOB).orElseThrow();
  }

  private static long events(String kind) throws SQLException {
    return DATABASE.number(
        "select count(*) from events where job_id = '%s' and kind = '%s'".formatted(JOB, kind));
  }

  private void project() {
    engine.start(new Assignment("main", 1, 0, 1));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                DATABASE
                    .texts("select distinct lag_events::text from projection_lag")
                    .equals(List.of("0")));
  }
}
