-- When the command that runs the job was seen last. A command that was killed cannot say that it
-- ended; its job would be shown as running for good. Null for a job of an earlier build.
alter table jobs add column seen_at timestamptz;
