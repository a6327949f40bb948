-- The columns are those of SQLite's file. A client that syncs pages by (changed_in, change), the transaction of the last change and
-- the fact that told of it, and sees settled transactions only.
create extension if not exists pg_trgm;

create table shipments (
    seq bigint generated always as identity primary key,
    id bytea not null unique,
    token text not null unique,
    carrier text not null,
    number text not null,
    number_as_typed text not null,
    reference text,
    origin text,
    destination text,
    destination_city text,
    destination_postcode text,
    pieces bigint,
    weight_grams bigint,
    status text not null,
    sub_status text,
    reason text,
    flags bigint not null,
    told_flags bigint not null,
    explanation_event bytea,
    explanation_rule text not null,
    explanation_time bigint,
    explanation_correction bigint not null,
    explanation_dedupe bytea,
    eta_from bigint,
    eta_through bigint,
    eta_source text,
    promised_at bigint,
    delivered_at bigint,
    proof_of_delivery text,
    version bigint not null,
    change bigint not null,
    changed_in bigint not null,
    holds_number bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null,
    fresh_as_of bigint not null,
    archived_at bigint,
    archived bigint not null,
    flags_due_at bigint
);

create index shipments_newest on shipments (archived, seq);
create index shipments_status on shipments (archived, status, seq);
create index shipments_carrier on shipments (archived, carrier, seq);
create index shipments_carrier_status on shipments (archived, carrier, status, seq);
create index shipments_delayed on shipments (archived, seq) where flags & 1 <> 0;
create index shipments_customs on shipments (archived, seq) where flags & 2 <> 0;
create index shipments_action_required on shipments (archived, seq) where flags & 4 <> 0;
create index shipments_exception on shipments (archived, seq) where flags & 8 <> 0;
create index shipments_stale on shipments (archived, seq) where flags & 16 <> 0;
create index shipments_updated on shipments (updated_at, changed_in);
create index shipments_changed on shipments (changed_in, change);
create index shipments_number on shipments (number, seq);

-- Two who create the same shipment at once: one of them is refused, looks again, and finds the other's.
create unique index shipments_holder on shipments (number, carrier) where holds_number = 1 and archived = 0;
create index shipments_search on shipments using gin (
    number gin_trgm_ops, reference gin_trgm_ops, destination_city gin_trgm_ops);
create index shipments_flags_due on shipments (flags_due_at) where flags_due_at is not null;

-- A partition holds the events that happened in one month (UTC), so that a month whose shipments are all gone gives its room back at
-- once, and so that the indexes that are written to stay small. dedupe is a hash of the event's time among others: (shipment_seq,
-- dedupe, event_time) is unique wherever (shipment_seq, dedupe) is, and a unique index must hold what the table is divided by.
-- There is no foreign key: each partition would hang a trigger on shipments, and dropping one would lock all of them. Who appends
-- holds the shipment's row, and who removes a shipment takes that row first.
create table events (
    seq bigint generated always as identity,
    id bytea not null,
    shipment_seq bigint not null,
    event_time bigint not null,
    utc_offset bigint,
    precision text not null,
    record_time bigint not null,
    classifier text not null,
    status text not null,
    sub_status text,
    reason text,
    raw_code text,
    raw_text text,
    location text,
    source text not null,
    rule text not null,
    correction bigint not null,
    flags bigint not null,
    -- 0 tells no status; 1 tells one; 2 tells a terminal one or is a correction, which alone can end or reopen a journey.
    force bigint not null,
    dedupe bytea not null,
    unique (shipment_seq, dedupe, event_time)
) partition by range (event_time);

create index events_timeline on events (shipment_seq, event_time, seq);
create index events_decisive on events (shipment_seq, event_time) where force = 2;
-- A move to another engine reads in this order.
create index events_seq on events (seq);

-- Takes what happened in a month without a partition of its own.
create table events_default partition of events default;

-- Makes the partition of the month that begins at first (Unix ms) and ends before behind, with what the default one holds of it.
-- False when it is there already, or when a lock was not to be had at once: nobody shall queue behind us. Under "attach" only those
-- wait who need the default partition.
create function make_events_partition(first bigint, behind bigint) returns boolean language plpgsql set lock_timeout = '500ms' as $$
declare
    name text := 'events_' || to_char(to_timestamp(first / 1000) at time zone 'utc', 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(1701079910);
    if to_regclass(name) is not null then
        return false;
    end if;
    execute format('create table %I (like events)', name);
    lock table events_default in share row exclusive mode;
    execute format('with moved as (delete from events_default where event_time >= %s and event_time < %s returning *)
        insert into %I select * from moved', first, behind, name);
    execute format('alter table events attach partition %I for values from (%s) to (%s)', name, first, behind);
    return true;
exception when lock_not_available then
    return false;
end $$;

-- Drops a partition in which nothing is left; false when something is, or when a lock was not to be had at once. The first look is
-- without a lock, since one through many dead rows takes its time.
create function drop_empty_events_partition(name text) returns boolean language plpgsql set lock_timeout = '250ms' as $$
declare
    is_filled boolean;
begin
    execute format('select exists (select from %I)', name) into is_filled;
    if is_filled then
        return false;
    end if;
    execute format('lock table %I in share mode', name);
    execute format('select exists (select from %I)', name) into is_filled;
    if is_filled then
        return false;
    end if;
    execute format('drop table %I', name);
    return true;
exception when lock_not_available or undefined_table then
    return false;
end $$;
