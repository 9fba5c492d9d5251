-- What is to be classified, as the source describes it.
create table source_indicators (
  indicator_id       text primary key,
  name               text not null,
  units              text,
  long_name          text,
  description        text,
  periodicity        text,
  aggregation_method text,
  scale              text,
  topic              text,
  category_group     text,
  dataset            text,
  currency_code      text,
  source_name        text,
  source_url         text,
  sample_values      jsonb,
  imported_at        timestamptz not null default now()
);

-- One row per submission of input with its settings.
create table jobs (
  job_id         text primary key,
  source         text not null,
  provider       text not null,
  answer_version text not null,
  generation     integer not null default 1 check (generation >= 1),
  round          integer not null default 0 check (round >= 0),
  -- The last generation that was done whole, and the last round whose run came to its end: a forced
  -- or repeated run that was interrupted is gone on with, not begun anew.
  completed_generation integer not null default 0,
  ended_round          integer not null default 0,
  state          text not null check (state in ('running', 'detached', 'complete')),
  rows_total     bigint not null,
  rows_refused   bigint not null,
  created_at     timestamptz not null default now(),
  started_at     timestamptz not null default now(),
  finished_at    timestamptz
);

-- One row per batch that is stored: its key makes storing it twice impossible.
create table job_batches (
  batch_key    text primary key,
  job_id       text not null,
  generation   integer not null,
  round        integer not null,
  ordinal      integer not null,
  run_id       text not null,
  worker       text not null,
  classified   integer not null,
  unchanged    integer not null,
  rejected     integer not null,
  completed_at timestamptz not null default now()
);

create index job_batches_by_job on job_batches (job_id, generation, completed_at);

-- The current answer for each indicator. Not a hypertable: its unique key would have to hold a time.
create table classifications (
  indicator_id             text primary key,
  name                     text not null,
  unit_type                text not null,
  scale                    text not null,
  currency                 text,
  is_currency_denominated  boolean not null,
  reporting_frequency      text not null,
  time_basis               text not null,
  is_cumulative            boolean not null,
  cumulative_pattern_type  text not null,
  family                   text not null,
  indicator_type           text not null,
  temporal_aggregation     text not null,
  heat_map_orientation     text not null,
  confidence               double precision not null check (confidence between 0 and 1),
  reasoning                text not null,
  provider                 text not null,
  model                    text,
  taxonomy_version         text not null,
  rules_version            text not null,
  answer_version           text not null,
  content_hash             text not null,
  job_id                   text not null,
  generation               integer not null,
  round                    integer not null,
  batch_key                text not null,
  worker                   text not null,
  classified_at            timestamptz not null default now()
);

create index classifications_by_job on classifications (job_id);
create index classifications_by_family on classifications (family, indicator_type);

-- The indicators that have no answer for their present content, each with the reason.
create table rejections (
  indicator_id   text primary key,
  stage          text not null,
  reason         text not null,
  answer_version text not null,
  content_hash   text not null,
  job_id         text not null,
  generation     integer not null,
  round          integer not null,
  batch_key      text not null,
  worker         text not null,
  rejected_at    timestamptz not null default now()
);

create index rejections_by_job on rejections (job_id);

-- Every answer and every rejection ever given, append-only, in the order of position.
create table classification_attempts (
  position                 bigint generated always as identity,
  attempted_at             timestamptz not null default now(),
  indicator_id             text not null,
  outcome                  text not null check (outcome in ('classified', 'rejected')),
  stage                    text,
  reason                   text,
  unit_type                text,
  scale                    text,
  currency                 text,
  is_currency_denominated  boolean,
  reporting_frequency      text,
  time_basis               text,
  is_cumulative            boolean,
  cumulative_pattern_type  text,
  family                   text,
  indicator_type           text,
  temporal_aggregation     text,
  heat_map_orientation     text,
  confidence               double precision,
  reasoning                text,
  provider                 text not null,
  model                    text,
  taxonomy_version         text not null,
  rules_version            text not null,
  answer_version           text not null,
  content_hash             text not null,
  job_id                   text not null,
  generation               integer not null,
  round                    integer not null,
  batch_key                text not null,
  worker                   text not null,
  primary key (position, attempted_at)
);

create index classification_attempts_by_indicator
  on classification_attempts (indicator_id, attempted_at desc);

-- A hypertable where TimescaleDB can be used; the same plain table everywhere else.
do $$
begin
  if exists (select from pg_available_extensions where name = 'timescaledb') then
    create extension if not exists timescaledb;
    perform create_hypertable('classification_attempts', 'attempted_at');
  end if;
exception when others then
  -- It is there, but not preloaded, or not ours to create.
  raise notice 'classification_attempts stays a plain table: %', sqlerrm;
end
$$;
