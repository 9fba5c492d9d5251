package dev.classify.store.projections;

import dev.classify.store.Statements;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown.FamilyShare;
import dev.classify.taxonomy.AnswerField;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What projections have counted of one job, for its report.
public final class JobReadModels {

  private static final List<String> READ =
      List.of("taxonomy", "confidence", "distribution", "throughput");

  private final Statements statements;

  public JobReadModels(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Answers in a bin of a twentieth, also those that a later answer has replaced.
  ///
  /// @param decidedBy `rules`, `model` or `stand-in`
  /// @param bin from 0
  public record Confidence(String decidedBy, int bin, long answers) {}

  /// How far the confidences are from those of the job before it over the same input.
  ///
  /// @param drift from 0 for the same to 1 for nothing in common
  public record Drift(String before, double drift) {}

  /// Rows of all runs.
  ///
  /// @param node empty where the batch names none
  public record Placement(String node, String worker, long answered, long rejected) {}

  /// What all jobs asked of one model. `rules` and `people` count as models, and so does `nobody`,
  /// for rejected rows.
  ///
  /// @param answered rows
  /// @param rejected rows
  /// @param meanMillis latency of answered requests; null where there is none, like the next
  /// @param p95Millis within which 95 % were answered: the upper bound of a bucket
  public record ModelLoad(
      String model,
      long answered,
      long rejected,
      long requests,
      long throttled,
      long tokensIn,
      long tokensOut,
      BigDecimal spentUsd,
      @Nullable Long meanMillis,
      @Nullable Long p95Millis) {}

  /// A job in the read models.
  public sealed interface Found {}

  /// The read models hold the whole job.
  ///
  /// @param lagSeconds age of the first event that is not counted; 0 if all are
  /// @param families of its current answers
  /// @param drift empty for the first job over its input
  /// @param models load in the minutes of the job
  public record Counted(
      double lagSeconds,
      List<FamilyShare> families,
      List<Confidence> confidences,
      Optional<Drift> drift,
      List<Placement> placements,
      List<ModelLoad> models)
      implements Found {

    public Counted {
      families = List.copyOf(families);
      confidences = List.copyOf(confidences);
      placements = List.copyOf(placements);
      models = List.copyOf(models);
    }
  }

  /// They do not hold the whole job.
  ///
  /// @param reason a sentence without its full stop
  public record NotCounted(String reason) implements Found {}

  /// Reads them, if they hold every answer that the job has stored.
  ///
  /// @param end of the time for which the load of models is wanted
  public Found of(Job job, Instant end) throws SQLException {
    return statements.inTransaction(
        handle -> {
          Optional<String> missing = missing(handle, job);
          return missing.isPresent()
              ? new NotCounted(missing.get())
              : new Counted(
                  lagSeconds(handle),
                  families(handle, job),
                  confidences(handle, job),
                  drift(handle, job),
                  placements(handle, job),
                  models(handle, job, end));
        });
  }

  private static Optional<String> missing(Handle handle, Job job) {
    List<Build> active =
        READ.stream()
            .flatMap(name -> Builds.of(handle, name).stream())
            .filter(build -> build.state().equals("active"))
            .toList();
    if (active.size() < READ.size()) {
      return Optional.of("no projector has run");
    }
    return active.stream()
        .filter(build -> build.stop() != null)
        .findFirst()
        .map(build -> "the projection %s is %s".formatted(build.projection(), build.stop()))
        .or(() -> uncounted(handle, job));
  }

  /// Tables that hold a part of the job count fewer answers than its batches have stored, whether
  /// projectors are behind, or have built them from a log whose first events are deleted.
  private static Optional<String> uncounted(Handle handle, Job job) {
    return handle
        .createQuery(
            """
            select counted, stored
              from (select coalesce(sum(classified), 0)::bigint as stored from job_batches
                     where job_id = :id) as batches,
                   (select coalesce(sum(answers), 0)::bigint as counted from confidence_by_job
                     where job_id = :id) as counts
             where counted < stored
            """)
        .bind("id", job.id())
        .map(
            (row, _) ->
                "projectors have counted %d of its %d answers"
                    .formatted(row.getLong("counted"), row.getLong("stored")))
        .findOne();
  }

  private static double lagSeconds(Handle handle) {
    return handle
        .createQuery(
            """
            select coalesce(max(lag_seconds), 0) from projection_lag
             where projection = any(:names) and state = 'active'
            """)
        .bindArray("names", String.class, READ)
        .mapTo(Double.class)
        .one();
  }

  /// By both values at once, which the view has one by one.
  private static List<FamilyShare> families(Handle handle, Job job) {
    return handle
        .createQuery(
            """
            select split_part(field_values, '|', :family) as family,
                   split_part(field_values, '|', :type) as indicator_type,
                   sum(answers)::bigint as rows
              from taxonomy_counts
             where build = (select build from projection_builds
                             where projection = 'taxonomy' and state = 'active')
               and job_id = :id
             group by 1, 2 having sum(answers) > 0
             order by rows desc, family, indicator_type
            """)
        .bind("family", place(AnswerField.FAMILY))
        .bind("type", place(AnswerField.INDICATOR_TYPE))
        .bind("id", job.id())
        .mapTo(FamilyShare.class)
        .list();
  }

  /// From 1.
  private static int place(AnswerField field) {
    return List.of(AnswerField.values()).indexOf(field) + 1;
  }

  private static List<Confidence> confidences(Handle handle, Job job) {
    return handle
        .createQuery(
            """
            select decided_by, bin, answers from confidence_by_job
             where job_id = :id order by decided_by, bin
            """)
        .bind("id", job.id())
        .mapTo(Confidence.class)
        .list();
  }

  private static Optional<Drift> drift(Handle handle, Job job) {
    return handle
        .createQuery("select before, drift from job_drift where job_id = :id")
        .bind("id", job.id())
        .mapTo(Drift.class)
        .findOne();
  }

  /// Without requests, which belong to no node.
  private static List<Placement> placements(Handle handle, Job job) {
    return handle
        .createQuery(
            """
            select node, worker, rows_answered as answered, rows_rejected as rejected
              from rows_by_node_and_worker
             where job_id = :id and rows_answered + rows_rejected > 0
             order by node, worker
            """)
        .bind("id", job.id())
        .mapTo(Placement.class)
        .list();
  }

  private static List<ModelLoad> models(Handle handle, Job job, Instant end) {
    return handle
        .createQuery(
            """
            with minutes as (
              select date_trunc('minute', :begin::timestamptz) as first, :end::timestamptz as last),
            latency as (
              select model, up_to_ms, sum(requests) as n,
                     sum(sum(requests)) over (partition by model order by up_to_ms)
                       >= 0.95 * sum(sum(requests)) over (partition by model) as enough
                from latency_by_minute, minutes where minute between first and last
               group by model, up_to_ms)
            select model, sum(rows_answered)::bigint as answered,
                   sum(rows_rejected)::bigint as rejected, sum(requests)::bigint as requests,
                   sum(requests_throttled)::bigint as throttled,
                   sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out,
                   sum(cost_usd) as spent_usd,
                   (sum(latency_ms) / (select sum(n) from latency l where l.model = t.model))::bigint
                     as mean_millis,
                   (select min(up_to_ms) from latency l where l.model = t.model and enough)::bigint
                     as p95_millis
              from throughput_by_minute t, minutes
             where minute between first and last
             group by model order by answered desc, requests desc, model
            """)
        .bind("begin", job.startedAt())
        .bind("end", end)
        .mapTo(ModelLoad.class)
        .list();
  }
}
