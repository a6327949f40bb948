create table import_chunks (
    caller text not null,
    import_id text not null,
    hash bytea not null,
    created bigint not null,
    duplicates bigint not null,
    committed_at bigint not null,
    primary key (caller, import_id, hash)
);

create table imports (
    caller text not null,
    id text not null,
    run bytea not null unique,
    started_at bigint not null,
    finished_at bigint,
    primary key (caller, id)
);

create table import_report_parts (
    run bytea not null,
    ordinal bigint not null,
    chunk text not null,
    refused bigint not null,
    primary key (run, ordinal)
);
