-- What the confidences of models are worth, learnt from reviewed answers. Batches use the latest one;
-- the older ones show what earlier answers were calibrated by.
create table confidence_calibrations (
  version       bigint generated always as identity primary key,
  fitted_at     timestamptz not null default now(),
  -- The last decision that it was learnt from.
  last_decision bigint not null,
  -- For each model and kind of confidence: from which confidence on which share of fields is right.
  curves        jsonb not null
);

-- From which confidence a cascade keeps the answers of the rules; null for the default.
alter table jobs add column min_confidence double precision check (min_confidence between 0 and 1);
