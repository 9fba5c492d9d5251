package dev.classify.store.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.store.Statements;
import dev.classify.store.jobs.Job;
import dev.classify.store.providerbatch.FileProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads what a job does at this moment, by few queries that may be sent every second.
public final class JobActivities {

  private static final JsonMapper JSON = new JsonMapper();

  /// Budgets belong to the models of the job's answer version. A budget that nobody has used for a
  /// minute is of another account, or of a job that has ended. The state of a budget is large, so
  /// it is read only if something is wrong.
  private static final String SELECT =
      """
      select j.state, j.stop_reason, j.pause_reason, j.budget_usd, j.rules_after_seconds,
             coalesce(j.committed_usd + coalesce(r.largest_usd, l.latest_usd) > j.budget_usd, false)
               as cap_used_up,
             coalesce(l.latest_outcome = 'no-room' and r.answered = 0, false) as no_room,
             r.sent, b.limit_rpm, b.troubled,
             case when r.in_flight = 0 then
               (select min(w.holder_job_id) from content_waits w
                 where w.job_id = j.job_id and w.holder_job_id <> j.job_id) end as awaited_job,
             (1000 * extract(epoch from clock_timestamp()))::bigint as now
        from jobs j
             cross join lateral (
               select count(*) as sent, count(*) filter (where state = 'sent') as in_flight,
                      count(*) filter (where state = 'answered') as answered,
                      max(reserved_usd) as largest_usd
                 from llm_requests
                where job_id = j.job_id
                  and sent_at > now() - interval '60 seconds') r
             left join lateral (
               select reserved_usd as latest_usd, outcome as latest_outcome from llm_requests
                where job_id = j.job_id order by sent_at desc limit 1) l on true
             cross join lateral (
               select min((state->'budget'->'jobs'->j.job_id->'limits'->>'requestsPerMinute')::int)
                        as limit_rpm,
                      json_agg(json_build_object('model', model, 'state', state::text))
                        filter (where (state->'breaker'->>'openedAtMillis')::bigint > 0
                                   or held_until > clock_timestamp())::text as troubled
                 from llm_budgets
                where updated_at > now() - interval '60 seconds'
                  and model = any (
                    select unnest(string_to_array(v.models, ',')) from answer_versions v
                     where v.answer_version = j.answer_version)) b
       where j.job_id = :jobId
      """;

  private final Statements statements;
  private final FileProgress files;

  public JobActivities(DataSource database) {
    this.statements = new Statements(database);
    this.files = new FileProgress(database);
  }

  /// Empty if no job has this id.
  public Optional<JobActivity> of(String jobId) throws SQLException {
    FileProgress.Waiting waiting = files.of(jobId);
    return statements.run(
        handle ->
            handle
                .createQuery(SELECT)
                .bind("jobId", jobId)
                .map((row, _) -> activity(row, waiting))
                .findOne());
  }

  private static JobActivity activity(ResultSet row, FileProgress.Waiting waiting)
      throws SQLException {
    return new JobActivity(
        Job.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("stop_reason"),
        row.getString("pause_reason"),
        row.getBigDecimal("budget_usd"),
        row.getBoolean("cap_used_up"),
        row.getLong("sent"),
        row.getObject("limit_rpm", Integer.class),
        row.getObject("rules_after_seconds", Long.class),
        row.getBoolean("no_room"),
        troubled(row.getString("troubled"), row.getLong("now")),
        row.getString("awaited_job"),
        waiting);
  }

  private static List<JobActivity.ModelState> troubled(@Nullable String json, long nowMillis) {
    List<JobActivity.ModelState> models = new ArrayList<>();
    if (json == null) {
      return models;
    }
    try {
      for (JsonNode budget : JSON.readTree(json)) {
        models.add(
            new JobActivity.ModelState(
                budget.path("model").asText(),
                SharedBudgets.read(budget.path("state").asText()),
                nowMillis));
      }
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
    return models;
  }
}
