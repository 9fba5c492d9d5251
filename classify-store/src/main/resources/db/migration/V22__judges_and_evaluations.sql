-- What each person says about an answer: one judgement per judge and answer. It becomes a decision,
-- which changes the answer, once as many people have judged as review_settings asks for.
create table review_judgements (
  indicator_id text not null,
  -- Tells the answer from later ones.
  batch_key    text not null,
  judge        text not null,
  judged_at    timestamptz not null default clock_timestamp(),
  action       text not null check (action in ('accept', 'correct', 'reject')),
  -- The answer as the judge wants it, with the columns of classifications; null for a rejection.
  answer       jsonb,
  note         text,
  -- The decision that this judgement is a part of; null while others are waited for, and where most
  -- judges, or the person who settled it, said something else.
  decision     bigint references review_decisions,
  primary key (indicator_id, batch_key, judge)
);

create index review_judgements_by_time on review_judgements (judged_at);
create index review_judgements_by_decision on review_judgements (decision)
  where decision is not null;

-- One judge was enough until now.
insert into review_judgements
  (indicator_id, batch_key, judge, judged_at, action, answer, note, decision)
select distinct on (indicator_id, answer_before ->> 'batch_key', reviewer)
       indicator_id, answer_before ->> 'batch_key', reviewer, decided_at, action,
       case when action <> 'reject' then answer_after end, note, position
  from review_decisions d
 where action <> 'undo'
   and answer_before ->> 'batch_key' is not null
   and not exists (select from review_decisions u where u.undoes = d.position)
 order by indicator_id, answer_before ->> 'batch_key', reviewer, position desc;

-- Settings of the review queue, in one row; none where nobody has changed them.
create table review_settings (
  only_row   boolean primary key default true check (only_row),
  -- How many people judge an answer in the queue.
  judges     integer not null check (judges between 1 and 9),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null
);

-- Answers compared with labels over the HTTP API.
create table evaluations (
  evaluation_id text primary key,
  name          text not null,
  created_at    timestamptz not null default clock_timestamp(),
  created_by    text not null,
  -- The name of the file of labels.
  gold          text not null,
  -- The job whose answers were compared; null for the newest answers.
  job_id        text,
  -- The labels, which a comparison with another evaluation needs again.
  labels        jsonb not null,
  -- The figures that lists show.
  summary       jsonb not null,
  -- The output of `classify evaluate --output json`.
  result        jsonb not null
);

create index evaluations_by_time on evaluations (created_at desc, evaluation_id desc);
