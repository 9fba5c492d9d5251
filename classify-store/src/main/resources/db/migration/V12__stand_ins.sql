-- After how many seconds without its model the job takes the answers of the rules; null where rows
-- wait for the model.
alter table jobs add column rules_after_seconds bigint check (rules_after_seconds > 0);

-- Why the model gave no answer, where an answer of the rules stands in for it. Such an answer counts
-- for its own job and round alone, like a rejection. Null for every other answer.
alter table classifications add column model_failure text;
