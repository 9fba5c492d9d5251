-- Who confirmed or corrected an answer; null where no person did. Such an answer holds for its
-- content, whatever is answered later.
alter table classifications add column reviewed_by text;
alter table classification_attempts add column reviewed_by text;

-- The answers that a person should look at: one open item per indicator, gone once it is decided or
-- a later answer is not in doubt. The answer itself stands in classifications.
create table review_items (
  indicator_id   text primary key,
  reason         text not null,
  content_hash   text not null,
  answer_version text not null,
  job_id         text not null,
  generation     integer not null,
  batch_key      text not null,
  -- The input as it was classified: files are not kept, and a person has to see it.
  indicator      jsonb not null,
  opened_at      timestamptz not null default now()
);

create index review_items_by_job on review_items (job_id);

-- What people decided, append-only, in the order of position.
create table review_decisions (
  position     bigint generated always as identity primary key,
  decided_at   timestamptz not null default now(),
  reviewer     text not null,
  indicator_id text not null,
  action       text not null check (action in ('accept', 'correct', 'reject', 'undo')),
  content_hash text not null,
  -- Why the answer had been in the queue; null where it was not.
  reason       text,
  note         text,
  -- The input that was judged; null where it is not known any more.
  indicator    jsonb,
  -- The row of classifications before and after; null where there was, or is, none.
  answer_before jsonb,
  answer_after  jsonb,
  -- The decision that an undo takes back.
  undoes       bigint references review_decisions
);

create index review_decisions_by_indicator on review_decisions (indicator_id, position desc);
create index review_decisions_by_undone on review_decisions (undoes) where undoes is not null;

-- The last decision about each indicator that nobody took back.
create view review_standing as
select distinct on (indicator_id) *
  from review_decisions d
 where action <> 'undo'
   and not exists (select from review_decisions u where u.undoes = d.position)
 order by indicator_id, position desc;
