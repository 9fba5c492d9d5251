-- For people who analyse: what they would otherwise join again and again. docs/operations.md has examples.

-- One row per job, over all of its runs. A job that is complete has no rows left.
create view job_overview as
select j.job_id, j.source, j.provider, j.state, j.pause_reason, j.stop_reason, j.rows_total,
       a.answers, a.confidence_mean, coalesce(x.rejected, 0) as rejected,
       coalesce(r.requests, 0) as requests, coalesce(r.tokens_in, 0) as tokens_in,
       coalesce(r.tokens_out, 0) as tokens_out, r.cost_usd, j.started_at, j.finished_at
  from jobs j
       cross join lateral (
         select count(*) as answers, avg(confidence) as confidence_mean
           from classifications c where c.job_id = j.job_id) a
       cross join lateral (
         select count(*) as rejected from rejections x where x.job_id = j.job_id) x
       cross join lateral (
         select count(*) as requests, sum(tokens_in) as tokens_in, sum(tokens_out) as tokens_out,
                sum(cost_usd) as cost_usd
           from llm_requests r where r.job_id = j.job_id) r;

-- Stored rows by minute, job and worker.
create view rows_per_minute as
select date_trunc('minute', completed_at) as minute, job_id, worker, count(*) as batches,
       sum(classified) as classified, sum(unchanged) as unchanged, sum(rejected) as rejected
  from job_batches group by 1, 2, 3;

-- Requests by the minute in which they were sent, job, model and tier.
create view requests_per_minute as
select date_trunc('minute', sent_at) as minute, job_id, model, service_tier,
       count(*) as requests, count(*) filter (where state = 'answered') as answered,
       count(*) filter (where outcome = 'throttled') as throttled,
       sum(tokens_in) as tokens_in, sum(tokens_cached) as tokens_cached,
       sum(tokens_out) as tokens_out, sum(cost_usd) as cost_usd,
       percentile_cont(0.95) within group (order by latency_ms)
         filter (where state = 'answered' and provider_batch is null) as latency_p95_ms
  from llm_requests group by 1, 2, 3, 4;

-- The same by hour, for months at a time.
create view requests_per_hour as
select date_trunc('hour', sent_at) as hour, model, service_tier,
       count(*) as requests, count(*) filter (where state = 'answered') as answered,
       sum(tokens_in) as tokens_in, sum(tokens_cached) as tokens_cached,
       sum(tokens_out) as tokens_out, sum(cost_usd) as cost_usd,
       percentile_cont(0.95) within group (order by latency_ms)
         filter (where state = 'answered' and provider_batch is null) as latency_p95_ms
  from llm_requests group by 1, 2, 3;

-- Answers with what their source said, as far as it was imported.
create view answers_with_source as
select c.*, s.units as source_units, s.description as source_description, s.periodicity, s.topic,
       s.category_group, s.dataset, s.source_name, s.source_url
  from classifications c left join source_indicators s using (indicator_id);

-- Where TimescaleDB is loaded, closing a request and the sums of a job look at every chunk. With
-- chunks of seven days, the default, that took 80 ms after ten years and all locks after two; with
-- chunks of a year, 1 ms. Chunks that exist keep their length.
do $$
begin
  if exists (select from pg_extension where extname = 'timescaledb') then
    if exists (select from timescaledb_information.hypertables
                where hypertable_schema = current_schema and hypertable_name = 'llm_requests') then
      perform set_chunk_time_interval('llm_requests', interval '1 year');
    end if;
    if exists (select from timescaledb_information.hypertables
                where hypertable_schema = current_schema
                  and hypertable_name = 'classification_attempts') then
      perform set_chunk_time_interval('classification_attempts', interval '1 year');
    end if;
  end if;
exception when others then
  raise notice 'chunks keep their length: %', sqlerrm;
end
$$;
