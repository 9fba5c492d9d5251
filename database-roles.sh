#!/bin/sh
# The roles of the database in docker-compose.cluster.yml, run by its service `roles`:
#   postgres        superuser; has no password, so it comes in through the socket only, and only here
#   $OWNER          owns the tables, and migrates them
#   $APPLICATION    workers and command line; reads and writes rows
# Safe to repeat. Passwords are in files, so that no process shows them.
set -eu
export PGOPTIONS="-c client_min_messages=warning"

case " $OWNER $APPLICATION " in
*" postgres "*)
  echo "the superuser postgres can neither own the tables nor be the application; fix: choose other names" \
    "for CLASSIFY_DB_USER and CLASSIFY_DB_OWNER_USER" >&2
  exit 1
  ;;
esac

# As ROLE, with arguments for psql.
as() {
  role=$1
  shift
  psql -X -q -v ON_ERROR_STOP=1 -h /var/run/postgresql -U "$role" -d classify "$@"
}

# In a volume of an older version the application is the superuser that the volume was created with. That
# role cannot become less, so it gets the superuser's name, and the application a new role.
if ! as postgres -c 'select' > /dev/null 2>&1; then
  echo "the superuser $APPLICATION of an older version becomes postgres"
  as "$APPLICATION" -c 'drop role if exists renaming' -c 'create role renaming superuser login'
  as renaming -v application="$APPLICATION" << 'SQL'
alter role :"application" rename to postgres;
SQL
fi

# A volume may be older than the image.
outdated="select 1 from pg_extension join pg_available_extensions on name = extname
  where extname = 'timescaledb' and extversion <> default_version"
if [ -n "$(as postgres -At -c "$outdated")" ]; then
  # Must be the first statement of its session.
  as postgres -c 'alter extension timescaledb update'
fi

as postgres -v owner="$OWNER" -v application="$APPLICATION" << 'SQL'
\set owner_password `cat /run/secrets/database-owner-password`
\set application_password `cat /run/application/database-password`
begin;
drop role if exists renaming;
alter role postgres password null;
select distinct format('create role %I', wanted) from unnest(array[:'owner', :'application']) as wanted
 where not exists (select from pg_roles where rolname = wanted) \gexec
select format('alter role %I login nosuperuser nocreatedb nocreaterole noreplication password %L',
              name, password)
  from (values (:'owner', :'owner_password'), (:'application', :'application_password'))
       as role (name, password) \gexec

alter database classify owner to :"owner";
alter schema public owner to :"owner";
-- What the superuser of an older version has left. `reassign owned` refuses to take from that role.
-- A sequence of a column and the parts of an extension follow what they belong to.
select format('alter %s %s owner to %I',
              case relkind when 'v' then 'view' when 'm' then 'materialized view'
                           when 'S' then 'sequence' else 'table' end,
              oid::regclass, :'owner')
  from pg_class
 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
   and relowner = 'postgres'::regrole
   and not exists (select from pg_depend where objid = pg_class.oid and deptype in ('a', 'e', 'i')) \gexec
select format('alter routine %s owner to %I', oid::regprocedure, :'owner')
  from pg_proc
 where pronamespace = 'public'::regnamespace and proowner = 'postgres'::regrole
   and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e') \gexec
commit;
SQL
echo "the roles $OWNER and $APPLICATION are ready"
