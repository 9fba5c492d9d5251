-- The tier that the user chose for the requests of the job (null: the workers' setting), whether a
-- request at flex may be sent at standard where the provider has no room, and the tier at which a job
-- at batch asks again about rows whose answer was unusable (null: batch).
alter table jobs
  add column service_tier  text check (service_tier in ('standard', 'flex', 'batch')),
  add column tier_fallback boolean,
  add column repair_tier   text check (repair_tier in ('standard', 'flex', 'batch'));

-- The tier of the request, and once it is answered the tier that it was billed by. Null in requests
-- from before.
alter table llm_requests add column service_tier text;
