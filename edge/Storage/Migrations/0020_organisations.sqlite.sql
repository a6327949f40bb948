-- Organisation 1 is the home organisation: it runs the installation, and all that was there before there were others is its own.
create table organisations (
    seq integer primary key,
    id blob not null unique,
    name text not null,
    created_at integer not null
);

insert into organisations (seq, id, name, created_at) values (1, x'00000000000070008000000000000001', 'Home', 0);

alter table users add column organisation integer not null default 1;
alter table users add column disabled_at integer;
drop index users_role_name;
create index users_organisation on users (organisation, id);
