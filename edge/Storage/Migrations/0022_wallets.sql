-- A wallet signs one user in. The address is in its one spelling: Ethereum's with its checksum (EIP-55), Solana's in base58.
create table wallets (
    id bytea primary key,
    user_id bytea not null references users (id),
    chain text not null,
    address text not null,
    name text not null,
    created_at bigint not null,
    last_used_at bigint
);

create unique index wallets_address on wallets (chain, address);
create index wallets_user on wallets (user_id, id);
