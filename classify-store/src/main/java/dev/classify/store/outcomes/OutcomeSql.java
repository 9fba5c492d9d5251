package dev.classify.store.outcomes;

import java.util.List;

/// The statements of one batch. Each takes all of its rows as one JSON array.
public final class OutcomeSql {

  public static final String ANSWER =
      """
      unit_type, scale, currency, is_currency_denominated, reporting_frequency, time_basis,
      is_cumulative, cumulative_pattern_type, family, indicator_type, temporal_aggregation,
      heat_map_orientation, confidence, reasoning, decided_by\
      """;

  public static final String ORIGIN =
      """
      provider, model, taxonomy_version, rules_version, answer_version, content_hash, job_id,
      generation, round, batch_key, worker\
      """;

  private static final String ROWS =
      """
      json_to_recordset(:rows::json) as r(
        indicator_id text, name text, outcome text, stage text, reason text, unit_type text,
        scale text, currency text, is_currency_denominated boolean, reporting_frequency text,
        time_basis text, is_cumulative boolean, cumulative_pattern_type text, family text,
        indicator_type text, temporal_aggregation text, heat_map_orientation text,
        confidence double precision, reasoning text, decided_by jsonb, provider text, model text,
        taxonomy_version text, rules_version text, answer_version text, content_hash text,
        job_id text, generation integer, round integer, batch_key text, worker text)\
      """;

  /// In the order of the ids, so that two batches with rows in common cannot lock each other out.
  private static final String CLASSIFY =
      "insert into classifications (indicator_id, name, %s, %s)\n".formatted(ANSWER, ORIGIN)
          + "select indicator_id, name, %s, %s\n".formatted(ANSWER, ORIGIN)
          + "from "
          + ROWS
          + """

          where outcome = 'classified'
          order by indicator_id
          on conflict (indicator_id) do update set
            name = excluded.name, unit_type = excluded.unit_type, scale = excluded.scale,
            currency = excluded.currency,
            is_currency_denominated = excluded.is_currency_denominated,
            reporting_frequency = excluded.reporting_frequency, time_basis = excluded.time_basis,
            is_cumulative = excluded.is_cumulative,
            cumulative_pattern_type = excluded.cumulative_pattern_type, family = excluded.family,
            indicator_type = excluded.indicator_type,
            temporal_aggregation = excluded.temporal_aggregation,
            heat_map_orientation = excluded.heat_map_orientation,
            confidence = excluded.confidence, reasoning = excluded.reasoning,
            decided_by = excluded.decided_by,
            provider = excluded.provider, model = excluded.model,
            taxonomy_version = excluded.taxonomy_version, rules_version = excluded.rules_version,
            answer_version = excluded.answer_version, content_hash = excluded.content_hash,
            job_id = excluded.job_id, generation = excluded.generation, round = excluded.round,
            batch_key = excluded.batch_key, worker = excluded.worker, reviewed_by = null,
            classified_at = now()
          where (classifications.job_id <> excluded.job_id
                 or classifications.generation <= excluded.generation)
            and (classifications.reviewed_by is null
                 or classifications.content_hash <> excluded.content_hash)
          """;

  private static final String ATTEMPT =
      "insert into classification_attempts (indicator_id, outcome, stage, reason, %s, %s)\n"
              .formatted(ANSWER, ORIGIN)
          + "select indicator_id, outcome, stage, reason, %s, %s\n".formatted(ANSWER, ORIGIN)
          + "from "
          + ROWS;

  private static final String REJECT =
      """
      insert into rejections
        (indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
         batch_key, worker)
      select indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
             batch_key, worker
      from
      """
          + ROWS
          + """

          where outcome = 'rejected'
            and not exists (
              select from classifications c
               where c.indicator_id = r.indicator_id and c.job_id = r.job_id
                 and c.generation > r.generation)
          order by indicator_id
          on conflict (indicator_id) do update set
            stage = excluded.stage, reason = excluded.reason,
            answer_version = excluded.answer_version, content_hash = excluded.content_hash,
            job_id = excluded.job_id, generation = excluded.generation, round = excluded.round,
            batch_key = excluded.batch_key, worker = excluded.worker, rejected_at = now()
          where rejections.job_id <> excluded.job_id
             or rejections.generation <= excluded.generation
          """;

  /// An answer that has become the current one ends the rejection of its indicator.
  private static final String UNREJECT =
      """
      delete from rejections where indicator_id in (
        select c.indicator_id
          from classifications c
          join
      """
          + ROWS
          + " on c.indicator_id = r.indicator_id and c.batch_key = r.batch_key)";

  static final List<String> WRITES = List.of(CLASSIFY, ATTEMPT, REJECT, UNREJECT);

  private OutcomeSql() {}
}
