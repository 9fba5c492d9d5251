-- Lists of the HTTP API are read part by part: each needs an index in its order. Ids are ordered by
-- their code points, which the primary keys are not.
create index classifications_by_id on classifications (indicator_id collate "C");
create index classifications_by_confidence
  on classifications (confidence, indicator_id collate "C");
-- Takes the place of the index on the job alone.
create index classifications_of_job on classifications (job_id, indicator_id collate "C");
drop index classifications_by_job;

create index rejections_by_id on rejections (indicator_id collate "C");
create index rejections_of_job on rejections (job_id, indicator_id collate "C");
drop index rejections_by_job;

create index jobs_by_start on jobs (started_at desc, job_id desc);
-- What happened lately, whatever the job.
create index job_batches_by_time on job_batches (completed_at);
create index llm_requests_by_time on llm_requests (sent_at);
create index llm_requests_by_batch on llm_requests (batch_key);

-- Answers of people and answers that stand in for those of a model are few among many.
create index classifications_reviewed on classifications (indicator_id collate "C")
  where reviewed_by is not null;
create index classifications_stand_ins on classifications (job_id, generation)
  where model_failure is not null and reviewed_by is null;

-- What a model was told in a request, without the instructions, which are the same in many requests,
-- and what the worker read of its answer. For people; nothing depends on it.
create table llm_exchanges (
  request_id     text primary key,
  job_id         text not null,
  prompt_version text not null,
  asked          text not null,
  reply          json,
  kept_at        timestamptz not null default now()
);
create index llm_exchanges_by_time on llm_exchanges (kept_at);

-- Finds a text within ids and names, and rare values of fields. Without the extensions such a search
-- reads all answers.
do $$
begin
  -- Two schemas of one database may be migrated at the same time.
  perform pg_advisory_xact_lock(hashtext('classify extensions'));
  create extension if not exists pg_trgm with schema pg_catalog;
  create extension if not exists btree_gin with schema pg_catalog;
  create index classifications_by_text on classifications
    using gin (lower(indicator_id || ' ' || name) gin_trgm_ops);
  create index classifications_by_field on classifications
    using gin (unit_type, scale, currency, reporting_frequency, time_basis,
               cumulative_pattern_type, family, indicator_type, temporal_aggregation,
               heat_map_orientation);
exception when others then
  raise notice 'classifications are searched without an index: %', sqlerrm;
end
$$;
