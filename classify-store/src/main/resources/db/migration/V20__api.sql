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

-- Finds a text within ids and names. Without the extension such a search reads all answers.
do $$
begin
  -- Two schemas of one database may be migrated at the same time.
  perform pg_advisory_xact_lock(hashtext('classify pg_trgm'));
  create extension if not exists pg_trgm with schema pg_catalog;
  create index classifications_by_text on classifications
    using gin (lower(indicator_id || ' ' || name) gin_trgm_ops);
exception when others then
  raise notice 'classifications are searched without an index: %', sqlerrm;
end
$$;
