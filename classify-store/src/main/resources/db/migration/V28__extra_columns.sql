-- The columns of a source that are no fields, by name, for exports: {"Region": "North"}. Null if the
-- source has none.
alter table classifications add column extra jsonb;
alter table source_indicators add column extra jsonb;

-- An export looks for the names of its columns first; most tables have none.
create index classifications_with_extra on classifications (indicator_id) where extra is not null;

-- A view keeps the columns that its table had when it was made.
drop view answers_with_source;
create view answers_with_source as
select c.*, s.units as source_units, s.description as source_description, s.periodicity, s.topic,
       s.category_group, s.dataset, s.source_name, s.source_url
  from classifications c left join source_indicators s using (indicator_id);
