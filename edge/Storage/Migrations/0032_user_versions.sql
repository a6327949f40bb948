-- The previous release changes no user's name or role: it needs not know of the count.
alter table users add column version bigint not null default 1;
