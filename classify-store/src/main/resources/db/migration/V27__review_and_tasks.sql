-- Whether a person has decided for good, whatever the judges said: to take that back opens the
-- question again, and leaves the judgements as they are.
alter table review_decisions add column settled boolean not null default false;

-- Of the earlier decisions those by somebody who was no judge, while a judge said something else.
update review_decisions d
   set settled = true
 where action <> 'undo'
   and reason is not null
   and exists (
     select from review_judgements j
      where j.indicator_id = d.indicator_id and j.batch_key = d.answer_before ->> 'batch_key'
        and j.decision is null)
   and not exists (
     select from review_judgements j
      where j.decision = d.position and j.judge = any(string_to_array(d.reviewer, ', ')));

-- Answers that a person accepts together, and can take back together; null for the others.
alter table review_judgements add column acceptance text;
create index review_judgements_by_acceptance on review_judgements (acceptance, indicator_id)
  where acceptance is not null;

-- The transaction that put the answer into the queue. With the snapshot of a count it tells what was
-- counted; a time would not, because transactions that began before the count may end after it.
alter table review_items add column opened_in xid8 not null default pg_current_xact_id();

-- Between the moment when a runner takes a run and the one when it opens the job, the run can be
-- cancelled: the runner finds the reason then, and opens nothing.
alter table runner_tasks
  add column cancel_reason text,
  -- When a runner last opened the job of a run; null until then.
  add column job_opened_at timestamptz;
