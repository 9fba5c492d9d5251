-- A job can be stopped with a reason: none of its LLM requests is sent until a command goes on with
-- it.
alter table jobs drop constraint jobs_state_check;
alter table jobs add constraint jobs_state_check
  check (state in ('running', 'detached', 'complete', 'stopped'));
alter table jobs add column stop_reason text;

-- One row per LLM request that was sent, written before it is sent: a row that stays 'sent' is a
-- request whose worker died, which may have been billed.
create table llm_requests (
  request_id          text not null,
  granted_at          timestamptz not null,
  job_id              text not null,
  batch_key           text not null,
  worker              text not null,
  model               text not null,
  -- How many it asked about, and how often any of them had been asked about before, plus one.
  indicators          integer not null,
  attempt             integer not null,
  state               text not null check (state in ('sent', 'answered', 'failed')),
  outcome             text,
  tokens_estimated    bigint not null,
  -- Of the tokens in, those cached cost less. Null where the provider did not say.
  tokens_in           bigint,
  tokens_cached       bigint,
  tokens_out          bigint,
  -- Null where the price is not known.
  cost_usd            numeric(14, 8),
  provider_request_id text,
  sent_at             timestamptz not null default clock_timestamp(),
  latency_ms          bigint,
  primary key (request_id, granted_at)
);

create index llm_requests_by_job on llm_requests (job_id, sent_at);

-- The same content need not be asked about again, under whatever id it comes.
create index classifications_by_content on classifications (content_hash, answer_version);

-- A hypertable where TimescaleDB is; the same plain table everywhere else.
do $$
begin
  if exists (select from pg_extension where extname = 'timescaledb') then
    perform create_hypertable('llm_requests', 'granted_at');
  end if;
exception when others then
  raise notice 'llm_requests stays a plain table: %', sqlerrm;
end
$$;
