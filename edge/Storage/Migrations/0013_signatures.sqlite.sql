alter table api_keys add column signing_algorithm text;
alter table api_keys add column signing_key blob;
alter table api_keys add column signing_required integer not null default 0;

create table signature_nonces (
    key_id blob not null,
    nonce text not null,
    expires_at integer not null,
    primary key (key_id, nonce)
) without rowid;

create index signature_nonces_expiry on signature_nonces (expires_at);
