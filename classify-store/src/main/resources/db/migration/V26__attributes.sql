-- What economists join series on (docs/scheme.md 17), null where no text states it. attributes has the
-- evidence and confidence of each. Columns without a default are added at once, however long the table.
alter table classifications
  add column seasonal_adjustment text,
  add column price_basis         text,
  add column base_period         text,
  add column transformation      text,
  add column reference_area      text,
  add column sector              text,
  add column denominator         text,
  add column sdmx_freq           text,
  add column sdmx_unit_mult      integer,
  add column sdmx_unit_measure   text,
  add column sdmx_adjustment     text,
  add column sdmx_prices         text,
  add column sdmx_transformation text,
  add column sdmx_ref_area       text,
  add column attributes          jsonb;

alter table classification_attempts
  add column seasonal_adjustment text,
  add column price_basis         text,
  add column base_period         text,
  add column transformation      text,
  add column reference_area      text,
  add column sector              text,
  add column denominator         text,
  add column sdmx_freq           text,
  add column sdmx_unit_mult      integer,
  add column sdmx_unit_measure   text,
  add column sdmx_adjustment     text,
  add column sdmx_prices         text,
  add column sdmx_transformation text,
  add column sdmx_ref_area       text,
  add column attributes          jsonb;

-- A view keeps the columns that its table had when it was made.
drop view answers_with_source;
create view answers_with_source as
select c.*, s.units as source_units, s.description as source_description, s.periodicity, s.topic,
       s.category_group, s.dataset, s.source_name, s.source_url
  from classifications c left join source_indicators s using (indicator_id);
