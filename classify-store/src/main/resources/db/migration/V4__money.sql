-- What a job may spend over all of its runs (null: no cap), and what its last run was to take as far
-- as it could be told before anything was sent.
alter table jobs
  add column budget_usd                numeric(14, 8) check (budget_usd > 0),
  add column estimated_requests        bigint,
  add column estimated_tokens_in       bigint,
  add column estimated_tokens_cached   bigint,
  add column estimated_tokens_out      bigint,
  add column estimated_cost_usd        numeric(14, 8);

-- The most that a request can cost, noted before it is sent: it counts until the cost is known, and
-- for good where it never will be. Null where the price is not known.
alter table llm_requests add column reserved_usd numeric(14, 8);

-- The latest requests of a model, from which the next estimate learns.
create index llm_requests_by_model on llm_requests (model, sent_at desc);

-- What the versions of answers were made of, so that it can be told what has changed since.
create table answer_versions (
  answer_version   text primary key,
  provider         text not null,
  models           text not null,
  taxonomy_version text not null,
  rules_version    text not null,
  prompt_version   text,
  seen_at          timestamptz not null default now()
);
