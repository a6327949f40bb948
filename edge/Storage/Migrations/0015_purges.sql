-- How far each cache in front was told what happened, and which node is at it until when.
create table purges (
    cdn text primary key,
    edition text not null default '',
    purged_tx bigint not null default 0,
    purged_seq bigint not null default 0,
    again_tx bigint not null default 0,
    again_seq bigint not null default 0,
    mark_tx bigint not null default 0,
    mark_seq bigint not null default 0,
    marked_at bigint not null default 0,
    node text not null default '',
    node_until bigint not null default 0
);
