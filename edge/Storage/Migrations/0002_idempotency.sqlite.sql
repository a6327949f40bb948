create table idempotency_keys (
    caller text not null,
    key text not null,
    request_hash blob not null,
    status integer not null,
    etag text,
    location text,
    body blob not null,
    created_at integer not null,
    primary key (caller, key)
) without rowid;

create index idempotency_keys_age on idempotency_keys (created_at);
