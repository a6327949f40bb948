create table import_chunks (
    caller text not null,
    import_id text not null,
    hash blob not null,
    created integer not null,
    duplicates integer not null,
    committed_at integer not null,
    primary key (caller, import_id, hash)
);

create table imports (
    caller text not null,
    id text not null,
    run blob not null unique,
    started_at integer not null,
    finished_at integer,
    primary key (caller, id)
);

create table import_report_parts (
    run blob not null,
    ordinal integer not null,
    chunk text not null,
    refused integer not null,
    primary key (run, ordinal)
);
