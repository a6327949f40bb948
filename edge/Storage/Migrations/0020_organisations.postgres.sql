-- The columns are those of SQLite's file. No other table that is in use is touched: the previous release goes on using them.
create table organisations (
    seq bigint primary key,
    id bytea not null unique,
    name text not null,
    created_at bigint not null
);

insert into organisations (seq, id, name, created_at) values (1, '\x00000000000070008000000000000001', 'Home', 0);

alter table users add column organisation bigint not null default 1;
alter table users add column disabled_at bigint;
drop index users_role_name;
create index users_organisation on users (organisation, id);
