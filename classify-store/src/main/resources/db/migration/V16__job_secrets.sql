-- What a batch has to bring along to be carried out: whoever cannot read this table cannot give work to
-- the workers in the name of a job. Null for jobs that no command has opened since then, whose batches
-- in flight bring none.
alter table jobs add column secret text;
