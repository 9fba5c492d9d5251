-- Who may use the HTTP API. Secrets stand here as hashes only, besides the keys that sign.

-- People who log in with a password.
create table access_users (
  -- In small letters.
  name          text primary key,
  role          text not null check (role in ('viewer', 'reviewer', 'operator')),
  -- Argon2id, in the form $argon2id$v=19$m=...,t=...,p=...$salt$hash.
  password_hash text not null,
  created_at    timestamptz not null default clock_timestamp(),
  disabled_at   timestamptz,
  last_login_at timestamptz
);

-- Logins. All refresh tokens of a login are one family: if a used one is sent again, the session ends.
create table access_sessions (
  session_id text primary key,
  -- Who logged in, as decisions record it. Not always a user: a one-time link names none.
  subject    text not null,
  user_name  text references access_users on delete cascade,
  role       text not null check (role in ('viewer', 'reviewer', 'operator')),
  opened_at  timestamptz not null default clock_timestamp(),
  -- Nothing extends this time.
  expires_at timestamptz not null,
  ended_at   timestamptz,
  end_reason text
);

create index access_sessions_by_subject on access_sessions (subject, opened_at);
create index access_sessions_by_user on access_sessions (user_name);
create index access_sessions_by_end on access_sessions (expires_at);

create table access_refresh_tokens (
  -- SHA-256 of the token.
  token_hash bytea primary key,
  session_id text not null references access_sessions on delete cascade,
  expires_at timestamptz not null,
  -- Kept after its use, so that a second use is noticed.
  used_at    timestamptz
);

create index access_refresh_tokens_by_session on access_refresh_tokens (session_id);

-- Tokens of programs.
create table access_machine_tokens (
  token_id     text primary key,
  name         text not null,
  role         text not null check (role in ('viewer', 'reviewer', 'operator')),
  -- SHA-256 of the token.
  token_hash   bytea not null unique,
  created_at   timestamptz not null default clock_timestamp(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  -- To the hour.
  last_used_at timestamptz
);

-- Ed25519 keys that sign access tokens, the same for all workers.
create table access_keys (
  key_id         text primary key,
  -- PKCS #8 and X.509.
  private_key    bytea not null,
  public_key     bytea not null,
  created_at     timestamptz not null default clock_timestamp(),
  -- Null for the key that signs; a replaced one verifies until the last of its tokens has expired.
  verifies_until timestamptz
);

-- Attempts to log in, counted over all workers.
create table access_attempts (
  -- An address, a user, or a user from an address.
  subject  text primary key,
  since    timestamptz not null,
  attempts integer not null
);

create index access_attempts_by_age on access_attempts (since);

-- Links that log in once, deleted by their use.
create table access_links (
  -- SHA-256 of the token in the link.
  token_hash bytea primary key,
  subject    text not null,
  role       text not null check (role in ('viewer', 'reviewer', 'operator')),
  expires_at timestamptz not null
);
