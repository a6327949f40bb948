create table idempotency_keys (
    caller text not null,
    key text not null,
    request_hash bytea not null,
    status bigint not null,
    etag text,
    location text,
    body bytea not null,
    created_at bigint not null,
    primary key (caller, key)
);

create index idempotency_keys_age on idempotency_keys (created_at);
