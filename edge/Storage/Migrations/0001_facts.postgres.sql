-- Numbers of transactions begin anew in a cluster that a dump was restored into. What lies before them is added, so that they only
-- ever grow; the service raises it at its start when the log holds higher ones than the cluster gives.
create table transaction_base (value bigint not null);

insert into transaction_base values (0);

create function this_transaction() returns bigint stable language sql as
    'select value + pg_current_xact_id()::text::bigint from transaction_base';

-- Every transaction with a number below this one has ended: nothing can appear there any more.
create function settled_transactions() returns bigint stable language sql as
    'select value + pg_snapshot_xmin(pg_current_snapshot())::text::bigint from transaction_base';

create table facts (
    seq bigint generated always as identity primary key,
    tx bigint not null default this_transaction(),
    at bigint not null,
    kind text not null,
    subject text not null,
    payload text not null
);

create index facts_order on facts (tx, seq);
create index facts_at on facts (at);
