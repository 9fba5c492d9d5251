-- Run by GeneratedRows, statement by statement. Job 1 is the latest; a few jobs are large. Ids begin
-- with a country, so that currencies lie together in the order of ids, as in real data.

create temporary table generated_kinds as
select row_number() over () - 1 as kind, k.* from (values
  ('CPI', 'Consumer prices, index', 'index', 'index', false, 'monthly', 'per-period', 'periodic',
   'composite-derived', 'index', 'period-average', 'neutral'),
  ('CPIY', 'Consumer prices, annual rate of change', 'percentage', 'percent', false, 'monthly',
   'per-period', 'periodic', 'change-movement', 'rate', 'period-rate', 'neutral'),
  ('UNEMP', 'Unemployment rate', 'percentage', 'percent', false, 'monthly', 'per-period', 'periodic',
   'numeric-measurement', 'share', 'period-average', 'lower-is-positive'),
  ('GDP', 'Gross domestic product', 'currency-amount', 'billions', true, 'quarterly', 'per-period',
   'periodic', 'physical-fundamental', 'flow', 'period-total', 'higher-is-positive'),
  ('EXP', 'Exports of goods', 'currency-amount', 'millions', true, 'monthly', 'per-period',
   'periodic', 'physical-fundamental', 'flow', 'period-total', 'higher-is-positive'),
  ('IMP', 'Imports of goods', 'currency-amount', 'millions', true, 'monthly', 'per-period',
   'periodic', 'physical-fundamental', 'flow', 'period-total', 'neutral'),
  ('BOND', 'Government bond yield, ten years', 'percentage', 'percent', false, 'daily',
   'point-in-time', 'periodic', 'price-value', 'yield', 'point-in-time', 'neutral'),
  ('PETROL', 'Unleaded petrol at the pump', 'currency-amount', 'raw-units', true, 'weekly',
   'point-in-time', 'periodic', 'price-value', 'price', 'point-in-time', 'neutral'),
  ('EQUITY', 'Share price index', 'index', 'index', false, 'daily', 'point-in-time', 'periodic',
   'composite-derived', 'index', 'point-in-time', 'higher-is-positive'),
  ('POP', 'Population', 'count', 'thousands', false, 'annual', 'point-in-time', 'periodic',
   'physical-fundamental', 'stock', 'point-in-time', 'neutral'),
  ('ELEC', 'Electricity generation', 'physical', 'raw-units', false, 'monthly', 'per-period',
   'periodic', 'physical-fundamental', 'volume', 'period-total', 'higher-is-positive'),
  ('IP', 'Industrial production', 'index', 'index', false, 'monthly', 'per-period', 'periodic',
   'composite-derived', 'index', 'period-average', 'higher-is-positive'),
  ('RETAIL', 'Retail sales since January', 'currency-amount', 'millions', true, 'monthly',
   'cumulative', 'ytd', 'physical-fundamental', 'flow', 'period-cumulative', 'higher-is-positive'),
  ('DEBT', 'Government debt', 'currency-amount', 'billions', true, 'quarterly', 'point-in-time',
   'periodic', 'physical-fundamental', 'stock', 'point-in-time', 'lower-is-positive'),
  ('BUSCONF', 'Business confidence', 'index', 'index', false, 'monthly', 'per-period', 'periodic',
   'qualitative', 'sentiment', 'point-in-time', 'higher-is-positive'),
  ('HOUSE', 'House prices', 'index', 'index', false, 'quarterly', 'per-period', 'periodic',
   'composite-derived', 'index', 'period-average', 'neutral'),
  ('HOURS', 'Average weekly hours worked', 'duration', 'raw-units', false, 'quarterly', 'per-period',
   'periodic', 'temporal', 'duration', 'period-average', 'neutral'),
  ('DSR', 'Debt service ratio', 'ratio', 'raw-units', false, 'quarterly', 'per-period', 'periodic',
   'numeric-measurement', 'ratio', 'period-average', 'lower-is-positive'),
  ('CARS', 'New motor vehicle registrations', 'count', 'raw-units', false, 'monthly', 'per-period',
   'periodic', 'physical-fundamental', 'flow', 'period-total', 'higher-is-positive'),
  ('POLICY', 'Policy interest rate', 'percentage', 'percent', false, 'daily', 'point-in-time',
   'periodic', 'price-value', 'rate', 'point-in-time', 'neutral'),
  -- The last one is rare.
  ('CORR', 'Correlation of stock and bond returns', 'ratio', 'raw-units', false, 'weekly',
   'per-period', 'periodic', 'composite-derived', 'correlation', 'period-average', 'neutral'))
  as k(code, measure, unit_type, scale, money, reporting_frequency, time_basis,
       cumulative_pattern_type, family, indicator_type, temporal_aggregation, heat_map_orientation);

create temporary table generated_countries as
select row_number() over () - 1 as country, c.* from (values
  ('AR', 'Argentina', 'ARS'), ('AU', 'Australia', 'AUD'), ('BR', 'Brazil', 'BRL'),
  ('CA', 'Canada', 'CAD'), ('CH', 'Switzerland', 'CHF'), ('CL', 'Chile', 'CLP'),
  ('CN', 'China', 'CNY'), ('DE', 'Germany', 'EUR'), ('DK', 'Denmark', 'DKK'),
  ('EG', 'Egypt', 'EGP'), ('ES', 'Spain', 'EUR'), ('FR', 'France', 'EUR'),
  ('GB', 'United Kingdom', 'GBP'), ('GH', 'Ghana', 'GHS'), ('ID', 'Indonesia', 'IDR'),
  ('IN', 'India', 'INR'), ('IT', 'Italy', 'EUR'), ('JP', 'Japan', 'JPY'), ('KE', 'Kenya', 'KES'),
  ('KR', 'Korea', 'KRW'), ('MX', 'Mexico', 'MXN'), ('NG', 'Nigeria', 'NGN'),
  ('NO', 'Norway', 'NOK'), ('PL', 'Poland', 'PLN'), ('SE', 'Sweden', 'SEK'),
  ('TR', 'Turkey', 'TRY'), ('US', 'United States', 'USD'), ('VN', 'Viet Nam', 'VND'),
  ('ZA', 'South Africa', 'ZAR'))
  as c(code, name, currency);

-- Places that make names differ.
create temporary table generated_parts as
select row_number() over () - 1 as part, p.name from unnest(array[
  'food', 'energy', 'housing', 'transport', 'health', 'education', 'clothing', 'manufacturing',
  'mining', 'construction', 'services', 'households', 'firms', 'banks', 'north', 'south', 'east',
  'west', 'capital region', 'rural areas', 'urban areas', 'seasonally adjusted', 'unadjusted']) as p(name);

-- jobs
insert into jobs (job_id, source, provider, answer_version, state, rows_total, rows_refused,
                  created_at, started_at, finished_at, seen_at)
select 'generated-' || j, 'indicators-' || j || '.csv', 'cascade', 'generated',
       case when j <= 3 then 'running' when j % 25 = 0 then 'stopped' else 'complete' end,
       case when j <= ${largeJobs} then ${largeRows} else ${smallRows} end, 0,
       at, at, case when j > 3 then at + interval '40 minutes' end,
       -- A running one has a command that is seen while the rows are used.
       case when j <= 3 then now() + interval '1 day' else at end
  from (select j, now() - interval '20 minutes' - (j - 1) * interval '1 hour' as at
          from generate_series(1, ${jobs}) as j) as begun;

insert into answer_versions (answer_version, provider, models, taxonomy_version, rules_version)
values ('generated', 'cascade', 'gpt-6-luna', 'generated', 'generated');

create temporary table generated_answers as
select n, j as job, ordinal, c.code || '.' || k.code || '.' || lpad(n::text, 7, '0') as indicator_id,
       k.measure || ', ' || p.name || ', ' || c.name as name,
       case when k.money then c.currency end as currency, k.kind,
       -- One of 17 is in doubt.
       round((case when n % 17 = 0 then 0.3 + 0.3 * hash else 0.6 + 0.4 * hash end)::numeric, 2)::float8
         as confidence,
       case when n % 10 < 6 then 'gpt-6-luna' end as model,
       case when n % 997 = 0 then 'the server failed for too long' end as model_failure,
       case when n % 1009 = 0 then 'anna' end as reviewed_by,
       md5(n::text) as content_hash,
       now() - interval '20 minutes' - (j - 1) * interval '1 hour' + ordinal * interval '5 seconds'
         as answered_at
  from (select n, j, (place / 50)::int as ordinal, (('x' || md5(n::text))::bit(16)::int / 65536.0) as hash
          from (select n,
                       (case when n <= ${largeJobs} * ${largeRows} then (n - 1) / ${largeRows}
                             else ${largeJobs} + (n - 1 - ${largeJobs} * ${largeRows}) / ${smallRows}
                        end + 1)::int as j,
                       (case when n <= ${largeJobs} * ${largeRows} then (n - 1) % ${largeRows}
                             else (n - 1 - ${largeJobs} * ${largeRows}) % ${smallRows} end)::int
                         as place
                  from generate_series(1, ${answers}) as n) as placed) as numbered
       join generated_kinds k
         on k.kind = case when n % 5000 = 0 then 20 else ('x' || substr(md5(n::text), 5, 4))::bit(16)::int % 20 end
       join generated_countries c on c.country = ('x' || substr(md5(n::text), 9, 4))::bit(16)::int % 29
       join generated_parts p on p.part = ('x' || substr(md5(n::text), 13, 4))::bit(16)::int % 23
 where j <= ${jobs};

-- batches
insert into job_batches (batch_key, job_id, generation, round, ordinal, run_id, worker, classified,
                         unchanged, rejected, completed_at)
select 'batch-' || job || '-' || ordinal, 'generated-' || job, 1, 0, ordinal, 'run-' || job,
       'classify-service-' || ordinal % 5 + 1, count(*), 0, 0, min(answered_at)
  from generated_answers group by job, ordinal;

-- answers
insert into classifications
  (indicator_id, name, unit_type, scale, currency, is_currency_denominated, reporting_frequency,
   time_basis, is_cumulative, cumulative_pattern_type, family, indicator_type, temporal_aggregation,
   heat_map_orientation, confidence, reasoning, provider, model, model_failure, taxonomy_version,
   rules_version, answer_version, content_hash, job_id, generation, round, batch_key, worker,
   classified_at, reviewed_by, decided_by)
select indicator_id, name, k.unit_type, k.scale, a.currency, k.money, k.reporting_frequency,
       k.time_basis, k.time_basis = 'cumulative', k.cumulative_pattern_type, k.family,
       k.indicator_type, k.temporal_aggregation, k.heat_map_orientation, confidence,
       'The name says "' || k.measure || '", the unit and the dates of the values agree with it.',
       'cascade', model, model_failure, 'generated', 'generated', 'generated', content_hash,
       'generated-' || job, 1, 0, 'batch-' || job || '-' || ordinal,
       'classify-service-' || ordinal % 5 + 1, answered_at, reviewed_by,
       jsonb_build_object('unit_type', jsonb_build_object('by', 'rules', 'confidence', 0.97, 'kind', 'stated'),
                          'family', jsonb_build_object('by', 'rules', 'confidence', 0.92, 'kind', 'stated'))
  from generated_answers a join generated_kinds k using (kind)
 order by n;

-- attempts
insert into classification_attempts
  (attempted_at, indicator_id, outcome, unit_type, scale, currency, is_currency_denominated,
   reporting_frequency, time_basis, is_cumulative, cumulative_pattern_type, family, indicator_type,
   temporal_aggregation, heat_map_orientation, confidence, reasoning, provider, model,
   taxonomy_version, rules_version, answer_version, content_hash, job_id, generation, round,
   batch_key, worker, reviewed_by)
select classified_at - again * interval '30 days', indicator_id, 'classified', unit_type, scale,
       currency, is_currency_denominated, reporting_frequency, time_basis, is_cumulative,
       cumulative_pattern_type, family, indicator_type, temporal_aggregation, heat_map_orientation,
       confidence, reasoning, provider, model, taxonomy_version, rules_version, answer_version,
       content_hash, job_id, generation, round, batch_key, worker,
       case when again = 0 then reviewed_by end
  from classifications, generate_series(1, 0, -1) as again
 where again = 0 or left(content_hash, 1) < '3';

-- rejections
insert into rejections (indicator_id, stage, reason, answer_version, content_hash, job_id,
                        generation, round, batch_key, worker, rejected_at)
select 'rejected.' || lpad(n::text, 7, '0'), case when n % 3 = 0 then 'rules' else 'model' end,
       (array['no usable answer', 'the request got no answer in time', 'the values contradict each'
              || ' other'])[1 + n % 3],
       'generated', md5(n::text), 'generated-' || n % ${jobs} + 1, 1, 0,
       'batch-' || n % ${jobs} + 1 || '-0', 'classify-service-1',
       now() - n % ${jobs} * interval '1 hour'
  from generate_series(1, ${answers} / 50) as n;

-- review
insert into review_items (indicator_id, reason, content_hash, answer_version, job_id, generation,
                          batch_key, indicator, opened_at)
select indicator_id, 'its confidence is below 0.8', content_hash, 'generated', job_id, 1, batch_key,
       jsonb_build_object('indicator_id', indicator_id, 'name', name, 'units', 'Percent'),
       classified_at
  from classifications where confidence < 0.6 and reviewed_by is null;

insert into review_decisions (decided_at, reviewer, indicator_id, action, content_hash, reason,
                              indicator, answer_before, answer_after)
select classified_at + interval '1 hour', 'anna', indicator_id, 'accept', content_hash,
       'its confidence is below 0.8',
       jsonb_build_object('indicator_id', indicator_id, 'name', name, 'units', 'Percent'),
       to_jsonb(c), to_jsonb(c)
  from classifications c where reviewed_by is not null;

insert into review_judgements (indicator_id, batch_key, judge, judged_at, action, answer, decision)
select indicator_id, answer_after ->> 'batch_key', judge, decided_at, 'accept', answer_after, position
  from review_decisions, unnest(array['anna', 'bob']) as judge;

-- source
insert into source_indicators (indicator_id, name, units, periodicity, topic, dataset, source_name)
select indicator_id, name, 'Percent', 'Monthly', 'Prices', 'Generated', 'Statistics office'
  from classifications where left(content_hash, 1) < '4';

-- requests
insert into llm_requests
  (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state, outcome,
   tokens_estimated, tokens_in, tokens_cached, tokens_out, cost_usd, reserved_usd,
   provider_request_id, sent_at, latency_ms, service_tier, rows_answered)
select 'request-' || b.batch_key || '-' || r, at, b.job_id, b.batch_key, b.worker, 'gpt-6-luna', 10,
       1, case when (b.ordinal + r) % 20 = 0 then 'failed' else 'answered' end,
       case when (b.ordinal + r) % 20 = 0 then 'throttled' else 'answered' end, 5000, 4000, 1500, 400,
       case when (b.ordinal + r) % 20 = 0 then 0 else 0.00048 end, 0.002,
       'req_' || md5(b.batch_key || r), at, 600 + (b.ordinal * 7 + r * 131) % 2400, 'standard',
       case when (b.ordinal + r) % 20 = 0 then 0 else 10 end
  from job_batches b, generate_series(1, 5) as r,
       lateral (select b.completed_at - r * interval '800 milliseconds' as at) as sent;

insert into llm_exchanges (request_id, job_id, prompt_version, asked, reply, kept_at)
select request_id, job_id, 'generated', '{"indicators": []}', null, sent_at
  from llm_requests where sent_at > now() - interval '6 hours';
