package dev.classify.store.jobs;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The figures of one job, as far as they are stored.
///
/// @param classified rows of the present generation
/// @param unchanged rows whose earlier answer stands
/// @param rejected rows of the present generation
/// @param standIns rows that the rules answered for a model, and that nobody has reviewed
/// @param requests to models, over all runs
/// @param requestsLastMinute sent in the last 60 seconds
/// @param spentUsd of the requests whose cost is known, over all runs
/// @param reservedUsd the most that the others can cost
/// @param budgetUsd what the job may spend; null for no cap
/// @param rowsLately rows that were stored in the last [#LATELY]
/// @param sinceLatelySeconds how much of that time the job has been running for
public record JobFigures(
    String jobId,
    long classified,
    long unchanged,
    long rejected,
    long standIns,
    long requests,
    long requestsLastMinute,
    BigDecimal spentUsd,
    BigDecimal reservedUsd,
    @Nullable BigDecimal budgetUsd,
    long rowsLately,
    double sinceLatelySeconds) {

  /// Long enough for several batches of a slow model, short enough to follow a change of pace.
  public static final Duration LATELY = Duration.ofMinutes(5);

  /// A command leaves out batches whose rows are all done, so no table holds those rows; in a
  /// complete job they are the rows that its batches neither classified nor rejected.
  static final String SELECT =
      """
      select j.job_id, coalesce(t.classified, 0) as classified,
             case when j.state = 'complete'
                  then greatest(j.rows_total - coalesce(t.classified + t.rejected, 0), 0)
                  else coalesce(t.unchanged, 0) end as unchanged,
             coalesce(t.rejected, 0) as rejected, s.stand_ins, r.requests, r.requests_last_minute,
             r.spent_usd, r.reserved_usd, j.budget_usd, coalesce(l.rows_lately, 0) as rows_lately,
             least(300, extract(epoch from now() - j.started_at))
               as since_lately_seconds
        from jobs j
             cross join lateral (
               select sum(classified) as classified, sum(unchanged) as unchanged,
                      sum(rejected) as rejected
                 from (select distinct on (ordinal) classified, unchanged, rejected
                         from job_batches b
                        where b.job_id = j.job_id and b.generation = j.generation
                        order by ordinal, round desc, completed_at desc) as last_round) t
             cross join lateral (
               select count(*) as stand_ins from classifications c
                where c.job_id = j.job_id and c.generation = j.generation
                  and c.model_failure is not null and c.reviewed_by is null) s
             cross join lateral (
               select count(*) as requests,
                      count(*) filter (where sent_at > now() - interval '60 seconds')
                        as requests_last_minute,
                      coalesce(sum(cost_usd), 0) as spent_usd,
                      coalesce(sum(reserved_usd) filter (where cost_usd is null), 0)
                        as reserved_usd
                 from llm_requests q where q.job_id = j.job_id) r
             cross join lateral (
               select sum(classified + unchanged + rejected) as rows_lately
                 from job_batches b
                where b.job_id = j.job_id and b.generation = j.generation
                  and b.completed_at > now() - interval '5 minutes') l
       where j.job_id = any(:ids)
      """;

  /// Rows that are done in this generation.
  public long done() {
    return classified + unchanged + rejected;
  }

  /// How long the rest takes at the recent pace.
  ///
  /// @param rowsTotal of the job
  /// @return empty if no row was stored lately, or none is left
  public Optional<Duration> timeLeft(long rowsTotal) {
    long left = rowsTotal - done();
    if (rowsLately == 0 || left <= 0) {
      return Optional.empty();
    }
    double rowsPerSecond = rowsLately / Math.max(sinceLatelySeconds, 1);
    return Optional.of(Duration.ofSeconds(Math.round(left / rowsPerSecond)));
  }
}
