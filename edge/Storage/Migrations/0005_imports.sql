create table import_chunks (
    import_id text not null,
    hash blob not null,
    created integer not null,
    duplicates integer not null,
    committed_at integer not null,
    primary key (import_id, hash)
);

create table imports (
    id text primary key,
    report text not null,
    finished_at integer not null
);
