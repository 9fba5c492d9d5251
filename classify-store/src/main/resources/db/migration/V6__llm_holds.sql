-- Until when a provider wants no requests to a model. The budget in Restate knows it too, but gives
-- send times some seconds ahead: here it also meets those that were given before.
create table llm_holds (
  -- Account and model, as the budget's key.
  budget text primary key,
  until  timestamptz not null
);
