-- Attempts at a batch that have begun and not ended: those that run, and those in which the worker
-- died. After several deaths the rows of a batch are read one at a time, to find the one that kills.
create table batch_attempts (
  batch_key text not null,
  -- One run of a worker's program.
  process   text not null,
  worker    text not null,
  -- The row that is being read while nothing else runs in the process, from 1; 0 if other work may
  -- run too.
  position  integer not null default 0,
  begun_at  timestamptz not null default now(),
  primary key (batch_key, process)
);
create index batch_attempts_process on batch_attempts (process);
