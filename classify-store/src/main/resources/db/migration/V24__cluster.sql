-- The Restate node that a batch was given to first, as its command names it. Null for batches of older
-- builds.
alter table job_batches add column node text;

-- Stored rows by minute, job and Restate node.
create view rows_per_node as
select date_trunc('minute', completed_at) as minute, job_id, node, count(*) as batches,
       sum(classified) as classified, sum(unchanged) as unchanged, sum(rejected) as rejected
  from job_batches group by 1, 2, 3;

-- What a program that reaches Restate has seen of the cluster: workers do not reach it. One row, because
-- only the newest report counts.
create table cluster_reports (
  only_one boolean primary key default true check (only_one),
  -- When somebody asked for a report last, and who.
  asked_at timestamptz,
  asked_by text,
  -- When a program began to make one.
  taken_at timestamptz,
  made_at  timestamptz,
  report   jsonb
);
