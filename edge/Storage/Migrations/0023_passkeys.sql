-- What a passkey has shown of itself when it was added (WebAuthn, "credential record"). The public key is 32 bytes of Ed25519, or the
-- uncompressed point of P-256. Transports are words with commas between them.
create table passkeys (
    id bytea primary key,
    user_id bytea not null references users (id),
    credential_id bytea not null,
    algorithm text not null,
    public_key bytea not null,
    sign_count bigint not null,
    name text not null,
    transports text not null,
    backup_eligible bigint not null,
    backed_up bigint not null,
    created_at bigint not null,
    used_at bigint
);

create unique index passkeys_credential on passkeys (credential_id);
create index passkeys_user on passkeys (user_id, id);
