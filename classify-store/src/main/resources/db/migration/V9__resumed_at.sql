-- When a paused job was resumed last: its patience with a model that fails begins anew. Otherwise it
-- would be paused again before it could try whether the model answers.
alter table jobs add column resumed_at timestamptz;
