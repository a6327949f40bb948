-- Secrets of before a rotation, while they still hold. The key that follows from one, or the public key that was replaced, goes with it.
create table api_key_secrets (
    hash bytea primary key,
    key_id bytea not null,
    ends_at bigint not null,
    signing_key bytea
);

create index api_key_secrets_key on api_key_secrets (key_id);
create index api_key_secrets_end on api_key_secrets (ends_at);

-- How often a key was used, by day since 1970 and the route's name.
create table api_key_usage (
    key_id bytea not null,
    day bigint not null,
    route text not null,
    requests bigint not null,
    refused bigint not null,
    primary key (key_id, day, route)
);

create index api_key_usage_day on api_key_usage (day);
