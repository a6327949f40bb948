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

create table events (
    seq bigint generated always as identity primary key,
    id bytea not null,
    shipment_seq bigint not null references shipments (seq),
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
    unique (shipment_seq, dedupe)
);

create index events_timeline on events (shipment_seq, event_time, seq);
create index events_decisive on events (shipment_seq, event_time) where force = 2;

