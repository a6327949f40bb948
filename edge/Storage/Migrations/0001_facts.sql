create table facts (
    seq integer primary key autoincrement,
    at integer not null,
    kind text not null,
    subject text not null,
    payload text not null
);

create index facts_at on facts (at);
