create table users (
    id bytea primary key,
    name text not null,
    role text not null,
    created_at bigint not null,
    signed_in_at bigint
);

create unique index users_role_name on users (role, name);

create table sign_in_links (
    token_hash bytea primary key,
    user_id bytea not null references users (id),
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create index sign_in_links_expiry on sign_in_links (expires_at);

create table sessions (
    id_hash bytea primary key,
    user_id bytea not null references users (id),
    user_agent text,
    created_at bigint not null,
    last_seen_at bigint not null,
    idle_expires_at bigint not null,
    expires_at bigint not null
);

create index sessions_user on sessions (user_id);
create index sessions_idle_expiry on sessions (idle_expires_at);

create table api_keys (
    id bytea primary key,
    hash bytea not null unique,
    name text not null,
    hint text not null,
    role text not null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);
