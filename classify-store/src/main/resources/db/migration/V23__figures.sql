-- What the views count by is the time at which the budget let a request go, which is the time that
-- TimescaleDB can aggregate by. It differs by milliseconds from that at which it was sent.
create or replace view requests_per_minute as
select date_trunc('minute', granted_at) as minute, job_id, model, service_tier,
       count(*) as requests, count(*) filter (where state = 'answered') as answered,
       count(*) filter (where outcome = 'throttled') as throttled,
       sum(tokens_in) as tokens_in, sum(tokens_cached) as tokens_cached,
       sum(tokens_out) as tokens_out, sum(cost_usd) as cost_usd,
       percentile_cont(0.95) within group (order by latency_ms)
         filter (where state = 'answered' and provider_batch is null) as latency_p95_ms
  from llm_requests group by 1, 2, 3, 4;

create or replace view requests_per_hour as
select date_trunc('hour', granted_at) as hour, model, service_tier,
       count(*) as requests, count(*) filter (where state = 'answered') as answered,
       sum(tokens_in) as tokens_in, sum(tokens_cached) as tokens_cached,
       sum(tokens_out) as tokens_out, sum(cost_usd) as cost_usd,
       percentile_cont(0.95) within group (order by latency_ms)
         filter (where state = 'answered' and provider_batch is null) as latency_p95_ms
  from llm_requests group by 1, 2, 3;

-- Most combinations of values never occur. Without this the database takes fields for independent, and
-- looks for such a combination by reading all answers in the order of their ids.
create statistics classifications_combinations (mcv)
  on unit_type, scale, (coalesce(currency, 'none')), reporting_frequency, time_basis, family,
     indicator_type, temporal_aggregation
  from classifications;
alter statistics classifications_combinations set statistics 500;

-- The index finds no nulls, so it has words for an answer without a currency, and for who gave it. The
-- index on the family alone, where this one exists, helps no query any more.
do $$
begin
  if to_regclass('classifications_by_field') is not null then
    drop index classifications_by_field;
    create index classifications_by_field on classifications
      using gin (unit_type, scale, coalesce(currency, 'none'), reporting_frequency, time_basis,
                 cumulative_pattern_type, family, indicator_type, temporal_aggregation,
                 heat_map_orientation,
                 (case when reviewed_by is not null then 'person'
                       when model_failure is not null then 'stand-in'
                       when model is not null then 'model' else 'rules' end));
    drop index classifications_by_family;
  end if;
end
$$;
