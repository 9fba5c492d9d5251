package dev.classify.store.ledger;

import dev.classify.store.Statements;
import dev.classify.triage.RequestSize;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;

/// What the ledger shows about the answers of models.
public final class ModelHistory {

  /// The latest requests say most about the next ones.
  private static final int REQUESTS_MAX = 500;

  private final Statements statements;

  public ModelHistory(DataSource database) {
    this.statements = new Statements(database);
  }

  /// How a model answered.
  ///
  /// @param requests the requests that were looked at
  /// @param tokensPerIndicator tokens of an answer for each indicator of its request
  public record AnswerStatistics(long requests, double tokensPerIndicator, Duration meanLatency) {}

  /// The latest answers of a model; empty where it was never asked.
  public Optional<AnswerStatistics> of(String model) throws SQLException {
    String select =
        """
        select count(*) as requests,
               sum(tokens_out)::float8 / sum(indicators) as tokens_per_indicator,
               avg(latency_ms) filter (where provider_batch is null) as latency_millis
          from (select tokens_out, indicators, latency_ms, provider_batch
                  from llm_requests
                 where model = :model and state = 'answered' and tokens_out > 0
                 order by sent_at desc limit :requestsMax) as latest
        having count(*) > 0
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("model", model)
                .bind("requestsMax", REQUESTS_MAX)
                .map(
                    (row, _) ->
                        new AnswerStatistics(
                            row.getLong("requests"),
                            row.getDouble("tokens_per_indicator"),
                            Duration.ofMillis(
                                Math.max(1, Math.round(row.getDouble("latency_millis"))))))
                .findOne());
  }

  /// How the latest requests to a model about new rows ended, by their number of rows. Requests
  /// that its server or provider held up are left out: fewer rows would not have helped. At flex
  /// and batch no answer is late, because they are slow for other reasons.
  public List<RequestSize.PastRequests> bySize(String model) throws SQLException {
    String select =
        """
        select indicators as rows, count(*) as requests,
               count(*) filter (
                 where outcome <> 'answered'
                    or (latency_ms > :lateMillis
                      and coalesce(service_tier, 'standard') not in ('flex', 'batch')))
                 as troubled,
               coalesce(sum(indicators) filter (where outcome = 'answered'), 0) as rows_asked,
               coalesce(sum(indicators - coalesce(rows_answered, indicators))
                          filter (where outcome = 'answered'), 0) as rows_unanswered
          from (select indicators, outcome, latency_ms, rows_answered, service_tier
                  from llm_requests
                 where model = :model and attempt = 1
                   and outcome in ('answered', 'cut-off', 'malformed', 'too-large', 'timed-out')
                 order by sent_at desc limit :requestsMax) as latest
         group by indicators
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("model", model)
                .bind("lateMillis", RequestSize.LATE_MILLIS)
                .bind("requestsMax", REQUESTS_MAX)
                .mapTo(RequestSize.PastRequests.class)
                .list());
  }

  /// The share of indicators that the review model was asked about, in jobs that had one; empty if
  /// there are none.
  public OptionalDouble reviewedShare(String first, String review) throws SQLException {
    String select =
        """
        select sum(indicators) filter (where model = :review)::float8
                 / nullif(sum(indicators) filter (where model = :first), 0)
          from llm_requests
         where state = 'answered' and model in (:first, :review)
           and job_id in (select job_id from llm_requests where model = :review)
        """;
    return statements
        .run(
            handle ->
                handle
                    .createQuery(select)
                    .bind("first", first)
                    .bind("review", review)
                    .mapTo(Double.class)
                    .findOne())
        .map(share -> OptionalDouble.of(Math.min(1, share)))
        .orElse(OptionalDouble.empty());
  }
}
