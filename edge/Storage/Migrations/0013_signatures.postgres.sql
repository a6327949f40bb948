alter table api_keys add column signing_algorithm text;
alter table api_keys add column signing_key bytea;
alter table api_keys add column signing_required bigint not null default 0;

create table signature_nonces (
    key_id bytea not null,
    nonce text not null,
    expires_at bigint not null,
    primary key (key_id, nonce)
);

create index signature_nonces_expiry on signature_nonces (expires_at);
