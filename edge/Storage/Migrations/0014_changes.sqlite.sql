-- One index in place of two that each event had to be written into: the hash of an event holds its time, so that (shipment_seq,
-- event_time, dedupe) is unique wherever (shipment_seq, dedupe) is, and it is in the order of the timeline but for what happened at once.
create table events_anew (
    seq integer primary key,
    id blob not null,
    shipment_seq integer not null references shipments (seq),
    event_time integer not null,
    utc_offset integer,
    precision text not null,
    record_time integer not null,
    classifier text not null,
    status text not null,
    sub_status text,
    reason text,
    raw_code text,
    raw_text text,
    location text,
    source text not null,
    rule text not null,
    correction integer not null,
    flags integer not null,
    -- 0 tells no status; 1 tells one; 2 tells a terminal one or is a correction, which alone can end or reopen a journey.
    force integer not null,
    dedupe blob not null
);

insert into events_anew select * from events order by seq;
drop table events;
alter table events_anew rename to events;

create unique index events_timeline on events (shipment_seq, event_time, dedupe);
create index events_decisive on events (shipment_seq, event_time) where force = 2;

-- As PostgreSQL's, where an index on fresh_as_of would be written to by each event.
create index shipments_ended on shipments (created_at) where archived_at is null and status in ('delivered', 'returned', 'cancelled');
drop index shipments_finished;
