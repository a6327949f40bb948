-- tx orders the facts of PostgreSQL, whose transactions commit in any order; here seq alone does.
create table facts (
    seq integer primary key autoincrement,
    tx integer not null default 0,
    at integer not null,
    kind text not null,
    subject text not null,
    payload text not null
);

create index facts_at on facts (at);
