-- Contents that a batch asks a model about until the batch is stored. Other batches with the same
-- content wait for the answer, which would have to be paid twice otherwise.
create table content_claims (
  answer_version text not null,
  -- Empty, or a forced job and its generation, which uses no answers of others.
  scope          text not null,
  content_hash   text not null,
  batch_key      text not null,
  job_id         text not null,
  -- Contents of a batch with the same number were claimed at once. They are asked about together, so
  -- that a step that is tried again sends the same requests.
  wave           integer not null,
  claimed_at     timestamptz not null default now(),
  -- When the batch last began its step.
  refreshed_at   timestamptz not null default now(),
  -- What the batch has found out while it waits for others: an answer with its model, or why there
  -- will be none. Not jsonb, which would put the keys into another order.
  answer         json,
  refusal        text,
  primary key (answer_version, scope, content_hash)
);
create index content_claims_by_batch on content_claims (batch_key);

-- Batches that wait for a content that another batch has claimed.
create table content_waits (
  batch_key        text primary key,
  job_id           text not null,
  answer_version   text not null,
  scope            text not null,
  content_hash     text not null,
  holder_batch_key text not null,
  holder_job_id    text not null,
  waits_since      timestamptz not null default now()
);
