-- Files of requests that a provider carries out within a day for half the price.
create table provider_batches (
  -- Ours. It stands in the metadata of the batch at the provider, so that it is found there.
  id              text primary key,
  job_id          text not null,
  -- Account and model.
  budget          text not null,
  model           text not null,
  -- assigned: its lines are in the ledger. uploaded: the provider has the file. running: the
  -- provider has the batch. ended: the provider has ended it, and the answers are to be stored.
  -- stored: the files are to be deleted.
  state           text not null
    check (state in ('assigned', 'uploaded', 'running', 'ended', 'stored', 'done')),
  lines           integer not null,
  prompt_tokens   bigint not null,
  assigned_at     timestamptz not null default clock_timestamp(),
  done_at         timestamptz,
  -- Files at the provider.
  input_file      text,
  output_file     text,
  error_file      text,
  -- When the last try to create the batch began whose result is not known.
  create_begun_at timestamptz,
  -- As the provider describes the batch.
  provider_id     text,
  provider_status text,
  lines_answered  integer not null default 0,
  lines_failed    integer not null default 0,
  in_progress_at  timestamptz,
  expires_at      timestamptz,
  -- Why it brought no answers at all, as the provider names it.
  refusal         text,
  -- What keeps it from the next state, for people.
  problem         text,
  -- How often it was looked at without a change.
  looks           integer not null default 0,
  next_look_at    timestamptz not null default clock_timestamp(),
  -- The worker process that handles it.
  leased_by       text,
  leased_until    timestamptz not null default '-infinity'
);

create index provider_batches_open on provider_batches (next_look_at) where state <> 'done';
create index provider_batches_by_job on provider_batches (job_id, assigned_at);

-- The requests of such files, from the time a batch of rows files them until their reply is kept in
-- llm_replies.
create table provider_batch_lines (
  request_id       text primary key,
  job_id           text not null,
  batch_key        text not null,
  budget           text not null,
  model            text not null,
  -- dev.classify.service.llm.LlmRequest
  request          json not null,
  bytes            integer not null,
  indicators       integer not null,
  attempt          integer not null,
  prompt_tokens    bigint not null,
  tokens_estimated bigint not null,
  reserved_usd     numeric(14, 8),
  -- How often a provider batch brought a failure that says nothing about the question.
  failures         integer not null default 0,
  filed_at         timestamptz not null default clock_timestamp(),
  -- A file is written when every open line of the job is ready.
  ready_at         timestamptz not null,
  -- Null while the line waits for a file. Otherwise the ledger has a row with this granted_at.
  provider_batch   text references provider_batches,
  granted_at       timestamptz,
  -- Whether its batch of rows sends it as a request of its own.
  sent_live        boolean not null default false
);

create index provider_batch_lines_by_batch on provider_batch_lines (batch_key);
create index provider_batch_lines_by_file on provider_batch_lines (provider_batch, request_id);
create index provider_batch_lines_open on provider_batch_lines (budget, job_id)
  where provider_batch is null and not sent_live;

-- The provider batch whose line the request is; null for a request of its own. No worker waits for a
-- line, and it may take longer than a day.
alter table llm_requests add column provider_batch text;
