-- The roles of the embedded database. PostgreSQL runs this in single-user mode in the database
-- `classify`, as its first superuser, before a start with passwords that it was not run with. An
-- empty line ends a statement, and each is a transaction; all of them may run twice.

-- Up to release 0.1 the first superuser was named `classify`, and the tables belonged to it. The user
-- of a session cannot be renamed, so another one does it.
do $$
begin
  if exists (select from pg_roles where oid = 10 and rolname = 'classify') then
    create role classify_renamer superuser;
    set local session authorization classify_renamer;
    alter role classify rename to postgres;
    set local session authorization postgres;
    drop role classify_renamer;
  end if;
  if not exists (select from pg_roles where rolname = 'classify_owner') then
    create role classify_owner login;
  end if;
  if not exists (select from pg_roles where rolname = 'classify') then
    create role classify login;
  end if;
end
$$;

alter role postgres password ${superuser};

alter role classify_owner password ${owner};

alter role classify password ${application};

-- The owner of the database may make tables in its schema `public`, all others may not. A temporary
-- table is one too.
do $$
declare
  statement text;
begin
  alter database classify owner to classify_owner;
  revoke temporary on database classify from public;
  for statement in
    select format('alter table %s owner to classify_owner', oid::regclass)
      from pg_class
     where relowner = 10
       and (relkind in ('r', 'p', 'v', 'm')
            or relkind = 'S' and not exists (select from pg_depend
                                              where objid = pg_class.oid and deptype in ('a', 'i')))
       and relnamespace in (select oid from pg_namespace
                             where nspname !~ '^pg_' and nspname <> 'information_schema')
  loop
    execute statement;
  end loop;
  -- Schemas that a user has made beside ours, to read from.
  for statement in
    select format('alter schema %1$I owner to classify_owner;'
                  ' grant usage on schema %1$I to classify;'
                  ' grant select on all tables in schema %1$I to classify', nspname)
      from pg_namespace
     where nspowner = 10 and nspname !~ '^pg_'
       and nspname not in ('information_schema', 'public')
  loop
    execute statement;
  end loop;
end
$$;

