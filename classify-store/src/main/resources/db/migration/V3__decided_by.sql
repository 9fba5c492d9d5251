-- For each field of an answer: which path decided it, with which confidence, and of what kind that
-- is. Null in answers of before.
alter table classifications add column decided_by jsonb;
alter table classification_attempts add column decided_by jsonb;
