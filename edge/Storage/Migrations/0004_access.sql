create table users (
    id blob primary key,
    name text not null,
    role text not null,
    created_at integer not null,
    signed_in_at integer
);

create table sign_in_links (
    token_hash blob primary key,
    user_id blob not null references users (id),
    created_at integer not null,
    expires_at integer not null,
    used_at integer
);

create index sign_in_links_expiry on sign_in_links (expires_at);

create table sessions (
    id_hash blob primary key,
    user_id blob not null references users (id),
    user_agent text,
    created_at integer not null,
    last_seen_at integer not null,
    idle_expires_at integer not null,
    expires_at integer not null
);

create index sessions_user on sessions (user_id);
create index sessions_idle_expiry on sessions (idle_expires_at);

create table api_keys (
    id blob primary key,
    hash blob not null unique,
    name text not null,
    hint text not null,
    role text not null,
    created_at integer not null,
    expires_at integer,
    revoked_at integer
);
