-- What all workers share about an account and model: when requests may be sent, and whether its
-- server fails. Its row lock serialises the workers, and the clock of this server is the only one.
create table llm_budgets (
  -- Account and model.
  budget     text primary key,
  model      text not null,
  -- dev.classify.budget.SharedBudget
  state      jsonb not null,
  -- Until when the provider accepts no requests: it also meets send times that were given before.
  held_until timestamptz,
  updated_at timestamptz not null default clock_timestamp()
);

drop table llm_holds;

-- Replies to requests whose batch is not stored yet. A worker that dies after an answer leaves it
-- to the next one, which would have to pay for it again otherwise.
create table llm_replies (
  request_id text primary key,
  batch_key  text not null,
  job_id     text not null,
  -- Not jsonb, which would put its keys into another order.
  reply      json not null,
  kept_at    timestamptz not null default clock_timestamp()
);

create index llm_replies_by_batch on llm_replies (batch_key);

alter table llm_requests
  -- Why the request failed, in a sentence.
  add column reason        text,
  -- How many of its indicators were answered well; null while it is in flight.
  add column rows_answered integer;

alter table jobs
  -- Why requests of the job wait until somebody resumes it; null where they do not.
  add column pause_reason          text,
  add column paused_at             timestamptz,
  -- How long the job waits for a model that fails before it is paused; null for the default.
  add column model_patience_seconds bigint,
  -- The part of the latest requests that may fail for the same reason before the job is stopped.
  add column max_error_ratio       double precision not null default 0.5
    check (max_error_ratio between 0 and 1),
  -- Cost and reservations of all requests of a job with a cap, so that a request need not add up
  -- those before it.
  add column committed_usd         numeric(14, 8) not null default 0;

update jobs
   set committed_usd = coalesce(
         (select sum(coalesce(cost_usd, reserved_usd, 0)) from llm_requests r
           where r.job_id = jobs.job_id), 0)
 where budget_usd is not null;
