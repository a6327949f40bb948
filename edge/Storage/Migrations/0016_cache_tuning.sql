-- Who did what to the service, told once and never changed.
create table audit (
    id bytea primary key,
    at bigint not null,
    caller_kind text not null,
    caller text not null,
    caller_name text,
    action text not null,
    subject text not null,
    value_before text,
    value_after text,
    details text not null
);

create index audit_subject on audit (subject, at);
create index audit_at on audit (at);

-- What administrators have set beside the configuration. In force is the deepest change of a target that is not undone. The id is that of
-- the audit entry.
create table cache_changes (
    id bytea primary key,
    target text not null,
    depth bigint not null,
    value_before bigint not null,
    value_after bigint not null,
    applied_at bigint not null,
    applied_by text not null,
    undone_at bigint,
    undone_by text
);

create unique index cache_changes_in_force on cache_changes (target, depth) where undone_at is null;

-- One row: the keys that are loaded before they are asked for (edge/Caching/Warming/HotKeyText.cs).
create table cache_hot_keys (
    id bigint primary key,
    saved_at bigint not null,
    keys bytea not null
);
