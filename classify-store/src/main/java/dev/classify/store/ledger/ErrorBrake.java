package dev.classify.store.ledger;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Stops a job whose requests bring nothing, before it has spent much.
///
/// Only outcomes that say something about the model's answers count: a server that fails is waited
/// for. A web page may be both: a server that has answered before fails, and otherwise the address
/// is wrong. The ledger asks only after a request without a usable answer, so it costs a good job
/// nothing.
final class ErrorBrake {

  /// None of the first requests of a run brought a usable answer.
  private static final int FIRST_REQUESTS = 20;

  private static final String WEB_PAGE = "web-page";

  /// Too many of the latest requests failed for the same reason.
  private static final int LATEST_REQUESTS = 50;

  private ErrorBrake() {}

  /// The latest requests of the present run, at most [#LATEST_REQUESTS].
  ///
  /// @param anyAnswered whether any request of the run was answered well
  /// @param failed those that failed with the most frequent bad outcome
  record Latest(
      long requests,
      boolean anyAnswered,
      long failed,
      @Nullable String outcome,
      @Nullable String reason,
      double maxErrorRatio) {}

  /// Why the job has to stop; empty if it may continue.
  static Optional<String> stopReason(Handle handle, String jobId) {
    Latest latest = latest(handle, jobId);
    if (latest.maxErrorRatio() >= 1 || latest.outcome() == null) {
      return Optional.empty();
    }
    if (!latest.anyAnswered() && latest.requests() >= FIRST_REQUESTS) {
      return Optional.of(
          "none of the first %d requests brought a usable answer; most often: %s; %s"
              .formatted(latest.requests(), latest.reason(), fix(latest.outcome())));
    }
    if (latest.outcome().equals(WEB_PAGE)) {
      return Optional.empty();
    }
    double ratio = latest.failed() / (double) LATEST_REQUESTS;
    return latest.requests() >= LATEST_REQUESTS && ratio > latest.maxErrorRatio()
        ? Optional.of(
            "%d of the last %d requests failed for the same reason: %s; %s"
                .formatted(
                    latest.failed(), LATEST_REQUESTS, latest.reason(), fix(latest.outcome())))
        : Optional.empty();
  }

  private static Latest latest(Handle handle, String jobId) {
    return handle
        .createQuery(
            """
            with latest as (
              select outcome, reason, rows_answered
                from llm_requests
               where job_id = :jobId and state <> 'sent'
                 and sent_at >= (select started_at from jobs where job_id = :jobId)
                 and outcome not in
                       ('throttled', 'no-room', 'unavailable', 'timed-out', 'interrupted',
                        'not-run', 'lost')
               order by sent_at desc limit :latest),
            worst as (
              select outcome, count(*) as failed, max(reason) as reason
                from latest where rows_answered = 0 group by outcome
               order by failed desc, outcome limit 1)
            select (select count(*) from latest) as requests,
                   exists (select from llm_requests
                            where job_id = :jobId and rows_answered > 0
                              and sent_at >= (select started_at from jobs where job_id = :jobId))
                     as any_answered,
                   coalesce((select failed from worst), 0) as failed,
                   (select outcome from worst) as outcome,
                   (select reason from worst) as reason,
                   coalesce((select max_error_ratio from jobs where job_id = :jobId), 1)
                     as max_error_ratio
            """)
        .bind("jobId", jobId)
        .bind("latest", LATEST_REQUESTS)
        .mapTo(Latest.class)
        .one();
  }

  private static String fix(String outcome) {
    return switch (outcome) {
          case "cut-off" ->
              "lower OPENAI_REASONING_EFFORT, or name a model that thinks less in OPENAI_MODEL";
          case WEB_PAGE ->
              "set OPENAI_BASE_URL to the address of an OpenAI-compatible API, with its version";
          case "too-large" -> "lower --per-request";
          case "refused" -> "name another model in OPENAI_MODEL";
          default ->
              "name a model in OPENAI_MODEL that follows a JSON schema, or lower --per-request";
        }
        + "; --max-error-ratio 1 continues all the same";
  }
}
