-- What people ask the runner to do through the HTTP API, and the files that they upload for it.

-- A file, in parts that are small beside the memory of a worker.
create table uploads (
  upload_id   text primary key,
  file_name   text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null default clock_timestamp(),
  -- Null until all parts are there.
  bytes       bigint,
  -- SHA-256 of the file, in hexadecimal digits.
  content_hash text
);

create index uploads_by_age on uploads (uploaded_at);

create table upload_parts (
  upload_id text not null references uploads on delete cascade,
  part      integer not null,
  content   bytea not null,
  primary key (upload_id, part)
);

create table runner_tasks (
  task_id         text primary key,
  -- Runs a job, estimates one, or ends the batches of one in Restate.
  kind            text not null check (kind in ('run', 'estimate', 'cancel')),
  -- Null if the task needs no file, or its file has been deleted.
  upload_id       text references uploads on delete set null,
  -- Of a run null until it has begun; then it stays the same, whoever continues the run.
  job_id          text,
  settings        jsonb not null,
  state           text not null default 'queued'
                  check (state in ('queued', 'running', 'done', 'failed')),
  asked_by        text not null,
  asked_at        timestamptz not null default clock_timestamp(),
  -- What the program of a caller sends to ask for the same thing once.
  idempotency_key text,
  -- SHA-256 of the request that came with the key.
  request_hash    text,
  -- How often a runner has begun, besides those that stopped in good order.
  attempts        integer not null default 0,
  started_at      timestamptz,
  ended_at        timestamptz,
  -- The runner that works on it, until when without a sign of life.
  owner           text,
  lease_until     timestamptz,
  -- Why it failed, and what helps.
  problem         text,
  fix             text,
  -- What an estimate found.
  estimate        jsonb,
  -- Rows of the file that a run could not use, and warnings: the first ones.
  row_problems    jsonb
);

create unique index runner_tasks_by_key on runner_tasks (asked_by, idempotency_key)
  where idempotency_key is not null;
create index runner_tasks_open on runner_tasks (asked_at, task_id)
  where state in ('queued', 'running');
create index runner_tasks_of_job on runner_tasks (job_id, asked_at);
create index runner_tasks_of_upload on runner_tasks (upload_id);
create index runner_tasks_by_end on runner_tasks (ended_at);
