-- Of the tokens in, those written to the provider's prompt cache, which may cost more than the others.
-- Null where the provider did not report usage, and in requests from before.
alter table llm_requests add column tokens_cache_write bigint;
