-- What the role of the application may do, if another role owns the tables: read and write rows.
-- Flyway runs this file after every call, so that the rights include the tables of new migrations.
do $$
declare
  relation record;
begin
  -- Two programs that grant the same rights at the same time would fail.
  perform pg_advisory_xact_lock(hashtext('classify application rights'));
  execute format('grant usage on schema %I to %I', current_schema, '${application}');
  -- Others may have tables here too, and only the owner of a table may grant a right to it.
  for relation in
    select oid::regclass as name,
           case relkind when 'S' then 'usage, select on sequence'
                        else 'select, insert, update, delete on table' end as rights
      from pg_class
     where relnamespace = current_schema::regnamespace
       and relkind in ('r', 'p', 'v', 'm', 'S') and pg_has_role(relowner, 'usage')
  loop
    execute format('grant %s %s to %I', relation.rights, relation.name, '${application}');
  end loop;
  -- The history tells the application which migrations are applied; it must not change it.
  execute format('revoke insert, update, delete on flyway_schema_history from %I',
                 '${application}');
  -- For tables that the owner makes later, such as one to read with `--from-db`.
  execute format('alter default privileges in schema %I grant select, insert, update, delete'
                 ' on tables to %I', current_schema, '${application}');
end
$$;
